// Makes the whole form more comfortable; it works without this file too. It knows no question by name: the page says what hangs
// together.
import { byId, storage, watchFiles, watchLeaving } from "/static/common.js";

const form = byId("report-form");
let isSending = false;

// Somebody who comes here by the address goes on with the conversation of this tab.
function goOnWithTheConversation() {
  const kept = storage.get();
  if (!("new" in form.dataset) || !kept) return;
  document.querySelectorAll("input[name=conversation]").forEach((input) => { input.value = kept; });
}

// A question that only matters for some answers to another one is shown for these alone. What is filled in stays, and is shown.
function showWhatMatters() {
  form.querySelectorAll("[data-need]").forEach((field) => {
    const wanted = field.dataset.needChoices.split(" ");
    const chosen = [...form.elements].filter((input) => input.name === field.dataset.need && input.checked).map((input) => input.value);
    field.hidden = !chosen.some((choice) => wanted.includes(choice)) && !isFilledIn(field);
  });
}

function isFilledIn(field) {
  return [...field.querySelectorAll("input, textarea")].some((input) => (input.type === "text" || input.tagName === "TEXTAREA" ? input.value.trim() : input.checked && input.value));
}

// "None of these" and one of them exclude each other.
function leaveNoContradiction(pressed) {
  if (pressed.type !== "checkbox" || !pressed.checked) return;
  form.querySelectorAll(`input[name="${CSS.escape(pressed.name)}"]`).forEach((other) => {
    if (other !== pressed && ("skip" in pressed.dataset || "skip" in other.dataset)) other.checked = false;
  });
}

form.addEventListener("change", ({ target }) => { leaveNoContradiction(target); showWhatMatters(); });

form.addEventListener("submit", (event) => {
  if (isSending) { event.preventDefault(); return; }
  isSending = true;
  byId("sending").textContent = byId("files")?.files.length ? "Sending. Large files take a while." : "Sending.";
});

addEventListener("pageshow", () => { isSending = false; showWhatMatters(); });

goOnWithTheConversation();
if (byId("files")) watchFiles(byId("files"), byId("files-left-out"));
watchLeaving();
byId("anew").addEventListener("click", () => storage.clear());
showWhatMatters();
const summary = byId("latest");
if (summary) summary.focus();
