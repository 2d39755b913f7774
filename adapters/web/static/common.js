// What the pages share: the conversation's id in this tab, leaving at once, and files that are too large.
// It must never put the conversation's id anywhere but in this tab's session storage, which ends with the tab.
const KEPT = "alongside-conversation";
const BYTES_PER_MEGABYTE = 1024 * 1024;

export const byId = (id) => document.getElementById(id);

export const storage = {
  get() { try { return sessionStorage.getItem(KEPT); } catch { return null; } },
  set(id) { try { sessionStorage.setItem(KEPT, id); } catch { /* storage is switched off: a reload then begins anew */ } },
  clear() { try { sessionStorage.clear(); } catch { /* nothing was kept */ } },
};

export function watchLeaving() {
  byId("exit").addEventListener("click", (event) => {
    event.preventDefault();
    storage.clear();
    document.body.hidden = true; // gone at once, however slow the other page is
    location.replace(event.currentTarget.href);
  });
}

// Leaves out what the server would not keep, before it is sent over a slow line, and says so.
export function watchFiles(input, words, changed = () => {}) {
  const maxBytes = Number(input.dataset.maxMegabytes) * BYTES_PER_MEGABYTE;
  const maxFiles = Number(input.dataset.maxFiles);
  input.addEventListener("change", () => {
    const chosen = [...input.files];
    const small = chosen.filter((file) => file.size <= maxBytes);
    const kept = small.slice(0, maxFiles);
    const reasons = [];
    if (small.length < chosen.length) reasons.push(`${chosen.length - small.length} over ${input.dataset.maxMegabytes} MB`);
    if (kept.length < small.length) reasons.push(`${small.length - kept.length} more than ${maxFiles}`);
    if (kept.length < chosen.length) input.files = listOf(kept);
    words.hidden = reasons.length === 0;
    words.textContent = reasons.length ? `Left out: ${reasons.join(", ")}.` : "";
    changed();
  });
}

function listOf(files) {
  const list = new DataTransfer();
  files.forEach((file) => list.items.add(file));
  return list.files;
}
