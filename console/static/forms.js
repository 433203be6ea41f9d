// Sends a form once however often its button is pressed, and begins where something is wrong.
const again = 10000; // milliseconds after which a press counts once more: the network may have failed

document.addEventListener("submit", (event) => {
  const form = event.target, now = Date.now();
  if (event.defaultPrevented || form.target) return; // htmx sends it, or another tab shows what comes
  if (now - (form.sentAt ?? -again) < again) event.preventDefault();
  else form.sentAt = now;
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.sentAt;
});
document.addEventListener("DOMContentLoaded", () => {
  const wrong = document.querySelector('main [aria-invalid="true"]');
  wrong?.focus();
  if (wrong instanceof HTMLTextAreaElement) wrong.setSelectionRange(wrong.value.length, wrong.value.length);
});
