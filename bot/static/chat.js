// The chat page: sends what is typed or tapped, shows what the event stream brings, keeps the log of this tab.
"use strict";
const log = document.getElementById("log");
const text = document.getElementById("text");
const state = document.getElementById("state");
const KEPT = "kabar-log";

const number = () => crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;

function add(html, mine) {
  const part = document.createElement("div");
  part.style.display = "contents";
  part.innerHTML = html;
  log.append(part);
  log.scrollTop = log.scrollHeight;
  return part;
}

function mine(words, image) {
  const bubble = document.createElement("div");
  bubble.className = "bubble mine waiting";
  if (image) { bubble.append(image); }
  if (words) { const p = document.createElement("p"); p.className = "text"; p.textContent = words; bubble.append(p); }
  log.append(bubble);
  log.scrollTop = log.scrollHeight;
  return bubble;
}

function keep() {
  const bubbles = log.innerHTML.length < 400000 ? log.innerHTML : "";
  try { sessionStorage.setItem(KEPT, JSON.stringify({ last, bubbles })); } catch { /* a full store loses nothing but the view */ }
}

async function post(url, body, bubble) {
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { "X-Kabar-Chat": "1" } });
    if (!answer.ok) { throw new Error(String(answer.status)); }
    bubble?.classList.remove("waiting");
    keep();
  } catch {
    if (!bubble) { return; }
    const again = document.getElementById("failed").content.firstElementChild.cloneNode(true);
    again.addEventListener("click", () => { again.remove(); post(url, body, bubble); });
    bubble.append(again);
  }
}

const say = (message, bubble) => post("/chat/say", JSON.stringify({ id: number(), ...message }), bubble);

document.getElementById("write").addEventListener("submit", event => {
  event.preventDefault();
  const words = text.value.trim();
  if (!words) { return; }
  text.value = "";
  text.style.height = "";
  say({ kind: "text", text: words }, mine(words));
});
text.addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); event.target.form.requestSubmit(); }
});
text.addEventListener("input", () => { text.style.height = "auto"; text.style.height = `${text.scrollHeight}px`; });

document.getElementById("photo").addEventListener("change", event => {
  const file = event.target.files[0];
  if (!file) { return; }
  const image = document.createElement("img");
  image.src = URL.createObjectURL(file);
  image.alt = file.name;
  post(`/chat/photo?id=${number()}`, file, mine("", image));
  event.target.value = "";
});

log.addEventListener("click", event => {
  const key = event.target.closest("[data-tap]");
  if (!key) { return; }
  const keys = key.closest(".keys");
  if (key.getAttribute("aria-pressed") === null) { keys.classList.add("used"); }
  say({ kind: "tap", data: key.dataset.tap }, mine(key.querySelector("span").textContent));
});

// --- presentation
function look(name) {
  document.body.classList.remove("telegram", "whatsapp");
  document.body.classList.add(name);
  localStorage.setItem("kabar-look", name);
}
document.querySelectorAll("[data-look]").forEach(b => b.addEventListener("click", () => look(b.dataset.look)));
if (localStorage.getItem("kabar-look") === "whatsapp") { look("whatsapp"); }

// --- the demo's levers
async function lever(url, body) {
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(body), headers: { "X-Kabar-Chat": "1" } });
  return answer.ok ? answer.json() : null;
}
document.querySelectorAll("[data-jump]").forEach(b => b.addEventListener("click", async () => {
  b.disabled = true;
  const told = await lever("/chat/demo/jump", { days: Number(b.dataset.jump) });
  b.disabled = false;
  if (told) { document.getElementById("clock").textContent = told.now; }
}));
document.querySelectorAll("[data-be]").forEach(b => b.addEventListener("click", async () => {
  if (await lever("/chat/demo/be", { phone: b.dataset.be })) { sessionStorage.removeItem(KEPT); location.reload(); }
}));

// --- what comes in
let last = "0";
const kept = JSON.parse(sessionStorage.getItem(KEPT) || "null");
if (kept) { log.innerHTML = kept.bubbles; last = kept.bubbles ? kept.last : "0"; log.scrollTop = log.scrollHeight; }
const stream = new EventSource(`/chat/stream?after=${last}`);
stream.addEventListener("message", event => {
  if (Number(event.lastEventId) <= Number(last)) { return; }
  last = event.lastEventId;
  add(event.data);
  keep();
});
stream.addEventListener("open", () => { state.textContent = state.dataset.on; });
stream.addEventListener("error", () => { state.textContent = state.dataset.off; });
addEventListener("pagehide", () => { stream.close(); });
const demo = document.getElementById("demo");
if (demo && matchMedia("(min-width: 52rem)").matches) { demo.open = true; }
const start = document.body.dataset.start;
if (!kept || start) { say({ kind: "start", data: start }); }
if (start) { history.replaceState(null, "", "/chat"); }
