// The demo's levers: be somebody, jump in time, look into the console.
"use strict";
const panel = document.getElementById("demo");
if (matchMedia("(min-width: 60rem)").matches) { panel.open = true; }

async function pull(lever, body) {
  panel.classList.add("busy");
  try {
    const answer = await fetch(`/chat/demo/${lever}`, { method: "POST", body: JSON.stringify(body), headers: { "X-Kabar-Chat": "1" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  } finally {
    panel.classList.remove("busy");
  }
}

document.querySelectorAll("[data-jump]").forEach(button => button.addEventListener("click", async () => {
  if (panel.classList.contains("busy")) { return; }
  const told = await pull("jump", { days: Number(button.dataset.jump) });
  if (!told) { return; }
  document.getElementById("clock").textContent = told.now;
  tell(told.now);
  if (matchMedia("(max-width: 60rem)").matches) { panel.open = false; }
}));
document.querySelectorAll("[data-be]").forEach(button => button.addEventListener("click", async () => {
  if (await pull("be", { phone: button.dataset.be })) { location.assign("/chat"); }
}));
document.getElementById("console").addEventListener("click", async () => {
  const told = await pull("console", {});
  if (told) { location.assign(told.link); }
});
