// Makes the page more comfortable; it works without this file too.
// It must never put the conversation's id anywhere but in this tab's session storage, which ends with the tab.
import { byId, storage, watchFiles, watchLeaving } from "/static/common.js";

(() => {
  const LOOK_EVERY_MS = 4000;
  const form = byId("composer");
  const text = byId("text");
  const files = byId("files"); // null when no files are taken
  const attach = byId("attach");
  const problem = byId("problem");
  const tooMuch = byId("too-much");
  const isTouch = window.matchMedia("(pointer: coarse)").matches;
  let sentText = "";
  let pressedChoice = false;
  let askedFor = null; // the conversation that is being restored

  // --- the conversation's id, kept over a reload
  const hidden = () => ({ conversation: byId("conversation").value, after: byId("after").value });
  const setHidden = ({ conversation, after }) => { byId("conversation").value = conversation; byId("after").value = after; };

  function begin() {
    const kept = storage.get();
    const isNew = ["new", "invitation-lost"].includes(form.dataset.arrival);
    if (isNew && kept && kept !== hidden().conversation) restore(kept);
    else storage.set(hidden().conversation);
    if (location.search || location.hash || location.pathname !== "/") history.replaceState(null, "", "/");
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
  const hasFiles = () => Boolean(files?.files.length);
  const needWords = () => { text.required = !hasFiles(); };

  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) { event.stopImmediatePropagation(); return; } // another page, or a download
    pressedChoice = event.submitter?.name === "choice";
    sentText = pressedChoice ? null : text.value;
  }, true);

  form.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.elt !== form) return;
    if (pressedChoice) detail.formData.delete("files"); // a pressed button takes no files along
    else if (hasFiles()) detail.timeout = 0; // a film on a slow line takes as long as it takes
  });

  form.addEventListener("htmx:xhr:progress", ({ detail }) => {
    const isUnderWay = hasFiles() && detail.lengthComputable && detail.loaded < detail.total;
    byId("working-words").textContent = isUnderWay ? `Sending: ${Math.floor((100 * detail.loaded) / detail.total)} %` : "Working on it";
  });

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
    if (byPerson) showProblem(detail);
    if (!detail.successful) { if (byPerson) text.focus(); return; }
    const arrived = tidy();
    showNewest(arrived, { byPerson, isFirst: isRestored });
    if (byPerson) afterSaying(arrived);
  });

  function showProblem({ successful, xhr }) {
    const isTooMuch = Boolean(tooMuch) && xhr.status === 413;
    problem.hidden = successful || isTooMuch;
    if (tooMuch) tooMuch.hidden = !isTooMuch;
    if (byId("not-sent")) byId("not-sent").hidden = true;
  }

  function forgetFiles() {
    files.value = "";
    byId("files-left-out").hidden = true;
    attach.open = false;
    needWords();
  }

  function afterSaying(arrived) {
    const isStored = arrived.every((turn) => turn.dataset.seq !== "0");
    if (isStored && files && !pressedChoice) forgetFiles();
    if (isStored && text.value === sentText) text.value = ""; // what was typed meanwhile, or was not stored, stays
    moveFocus(arrived);
  }

  if (files) watchFiles(files, byId("files-left-out"), needWords);
  needWords();
  watchLeaving();
  byId("anew").addEventListener("click", () => storage.clear());

  begin();
})();
