// Makes the page more comfortable; it works without this file too.
// It must never put the conversation's id anywhere but in this tab's session storage, which ends with the tab.
"use strict";
(() => {
  const KEPT = "alongside-conversation";
  const LOOK_EVERY_MS = 4000;
  const byId = (id) => document.getElementById(id);
  const form = byId("composer");
  const text = byId("text");
  const problem = byId("problem");
  const isTouch = window.matchMedia("(pointer: coarse)").matches;
  let sentText = "";
  let pressedChoice = false;
  let askedFor = null; // the conversation that is being restored

  // --- the conversation's id, kept over a reload
  const storage = {
    get() { try { return sessionStorage.getItem(KEPT); } catch { return null; } },
    set(id) { try { sessionStorage.setItem(KEPT, id); } catch { /* storage is switched off: a reload then begins anew */ } },
    clear() { try { sessionStorage.clear(); } catch { /* nothing was kept */ } },
  };
  const hidden = () => ({ conversation: byId("conversation").value, after: byId("after").value });
  const setHidden = ({ conversation, after }) => { byId("conversation").value = conversation; byId("after").value = after; };

  function begin() {
    const kept = storage.get();
    const isNew = ["new", "invitation-lost"].includes(form.dataset.arrival);
    if (isNew && kept && kept !== hidden().conversation) restore(kept);
    else storage.set(hidden().conversation);
    if (location.search || location.hash) history.replaceState(null, "", "/");
    showNewest(document.querySelectorAll(".turn"), { isFirst: true });
    setInterval(look, LOOK_EVERY_MS);
  }

  // What is typed meanwhile, or when this fails, goes to the kept conversation; its turns then come with the answer.
  function restore(kept) {
    const fresh = hidden();
    askedFor = { kept, fresh };
    setHidden({ conversation: kept, after: "0" });
    htmx.ajax("POST", "/talk", { source: "#news", target: "#log", swap: "outerHTML", values: { conversation: kept } });
  }

  function restored(xhr) {
    if (xhr.status === 204) { setHidden(askedFor.fresh); storage.set(askedFor.fresh.conversation); }
    byId("incomplete").hidden = xhr.status === 200 || xhr.status === 204;
    askedFor = null;
  }

  function look() {
    if (document.visibilityState === "visible" && !askedFor) htmx.trigger("#news", "look");
  }

  // --- what has just arrived
  function tidy() {
    const seen = new Set();
    const turns = [...document.querySelectorAll(".turn")].filter((turn) => {
      const seq = turn.dataset.seq;
      if (seq !== "0" && seen.has(seq)) { turn.remove(); return false; }
      seen.add(seq);
      return true;
    });
    const lastSaid = turns.findLastIndex((turn) => turn.classList.contains("turn-said"));
    turns.slice(0, Math.max(lastSaid, 0)).forEach((turn) => turn.querySelectorAll(".choices").forEach((set) => { set.disabled = true; }));
    const arrived = turns.filter((turn) => !turn.dataset.shown);
    arrived.forEach((turn) => { turn.dataset.shown = "yes"; });
    return arrived;
  }

  function showNewest(turns, { isFirst = false, byPerson = false } = {}) {
    turns.forEach((turn) => { turn.dataset.shown = "yes"; });
    const first = isFirst ? turns[turns.length - 1] : (byPerson && turns.find((turn) => turn.matches(".turn-said"))) || turns[0];
    if (!first) return;
    // An answer is read from its beginning. News does not move the page away from whoever is reading further up.
    if (byPerson || (isFirst && turns.length > 1)) first.scrollIntoView({ block: "start" });
    else if (!isFirst && isInSight(first.previousElementSibling)) turns[turns.length - 1].scrollIntoView({ block: "nearest" });
  }

  function isInSight(turn) {
    return turn === null || turn.getBoundingClientRect().bottom < window.innerHeight;
  }

  function moveFocus(turns) {
    const choice = turns.length ? turns[turns.length - 1].querySelector(".choices:enabled button") : null;
    if (pressedChoice && choice) choice.focus({ preventScroll: true });
    else if (isTouch && pressedChoice && turns.length) turns[turns.length - 1].focus({ preventScroll: true });
    else text.focus({ preventScroll: true });
  }

  // --- sending
  form.addEventListener("submit", (event) => {
    pressedChoice = event.submitter?.name === "choice";
    sentText = pressedChoice ? null : text.value;
  }, true);

  text.addEventListener("keydown", (event) => {
    // On a phone Enter stays a new line: there is no Shift and Enter there, and the button is beside the thumb.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouch) return;
    event.preventDefault();
    form.requestSubmit();
  });

  // Once for each request, after its turns are on the page.
  document.body.addEventListener("htmx:afterRequest", ({ detail }) => {
    const byPerson = detail.requestConfig.elt === form;
    const isRestored = detail.requestConfig.path === "/talk";
    if (isRestored) restored(detail.xhr);
    if (byPerson) problem.hidden = detail.successful;
    if (!detail.successful) { if (byPerson) text.focus(); return; }
    const arrived = tidy();
    showNewest(arrived, { byPerson, isFirst: isRestored });
    if (byPerson) afterSaying(arrived);
  });

  function afterSaying(arrived) {
    const isStored = arrived.every((turn) => turn.dataset.seq !== "0");
    if (isStored && text.value === sentText) text.value = ""; // what was typed meanwhile, or was not stored, stays
    moveFocus(arrived);
  }

  // --- leaving
  byId("exit").addEventListener("click", (event) => {
    event.preventDefault();
    storage.clear();
    document.body.hidden = true; // gone at once, however slow the other page is
    location.replace(event.currentTarget.href);
  });
  byId("anew").addEventListener("click", () => storage.clear());

  begin();
})();
