// The chat page: sends what is typed or tapped, shows what the event stream brings, keeps the log of this tab.
"use strict";
const log = document.getElementById("log");
const text = document.getElementById("text");
const state = document.getElementById("state");
const sheet = document.getElementById("sheet");
const words = document.getElementById("words").dataset;
const page = document.body.dataset;
const KEPT = `kabar-log-${page.visitor}`;
const SIDE = 1600; // pixels of a photo's longer side as sent: patchy signal carries no more
const store = (box, key, value) => { try { box.setItem(key, value); } catch { /* full or forbidden: only the view is lost */ } };
const stored = (box, key) => { try { return box.getItem(key); } catch { return null; } };
const number = () => crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`;

// --- the log
let last = "0"; // the newest message that was shown
let fresh = true; // something of ours was said since the last answer: what comes is looked at from there

const parts = () => [...log.querySelectorAll(".part")];
const mineOf = id => log.querySelector(`.mine[data-id="${id}"]`);

function settle(part) {
  const bottom = log.scrollHeight - log.clientHeight;
  const from = fresh ? [...log.querySelectorAll(".mine, .chip")].pop() || log.firstElementChild : part;
  log.scrollTop = Math.min(bottom, from ? from.offsetTop - log.offsetTop - 8 : bottom);
}

function add(html) {
  const box = document.createElement("template");
  box.innerHTML = html;
  const part = box.content.firstElementChild;
  if (log.querySelector(`.part[data-line="${part.dataset.line}"]`)) { return; }
  const near = log.scrollHeight - log.clientHeight - log.scrollTop < 160;
  typing(false);
  place(part);
  const before = parts().pop();
  if (before && before === log.lastElementChild && choiceOf(before) && choiceOf(before) === choiceOf(part)) {
    before.replaceWith(part); // the same several choices with one more tick
  } else {
    log.append(part);
    if (near || fresh) { settle(part); }
  }
  part.querySelectorAll("img").forEach(image => image.addEventListener("load", () => near && settle(part)));
}

function choiceOf(part) {
  const tick = part.querySelector("[aria-pressed]");
  return tick && tick.dataset.tap.split("|").slice(0, 2).join("|");
}

function mine(id, said, image) {
  const bubble = document.createElement("div");
  bubble.className = "bubble mine waiting";
  bubble.dataset.id = id;
  if (image) { bubble.append(image); }
  if (said) { const p = document.createElement("p"); p.className = "text"; p.textContent = said; bubble.append(p); }
  log.append(bubble);
  fresh = true;
  log.scrollTop = log.scrollHeight;
  return bubble;
}

function tell(said) {
  const chip = document.createElement("p");
  chip.className = "chip";
  chip.textContent = said;
  log.append(chip);
  fresh = true;
  log.scrollTop = log.scrollHeight;
  keep();
}

function note(bubble, said, again) {
  bubble.querySelectorAll(".trouble").forEach(old => old.remove());
  if (!said) { return; }
  const p = document.createElement("p");
  p.className = "trouble";
  p.textContent = `${said} `;
  if (again) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "again";
    button.textContent = words.again;
    p.append(button);
  }
  bubble.append(p);
}

function keep() {
  while (log.innerHTML.length > 300000) { log.firstElementChild.remove(); }
  const waiting = queue.filter(one => !one.photo);
  store(sessionStorage, KEPT, JSON.stringify({ last, log: log.innerHTML, waiting }));
}

// --- what is sent: one after the other, the same message again until it is taken
const queue = [];
let busy = false, pause = 1000, timer = 0;

function say(message, said, image, photo) {
  const id = number();
  if (said || image) { mine(id, said, image); }
  queue.push({ id, message: { id, ...message }, photo });
  keep();
  drain();
}

async function drain() {
  if (busy || !queue.length) { return; }
  busy = true;
  clearTimeout(timer);
  while (queue.length) {
    const wait = await post(queue[0]);
    if (wait) { timer = setTimeout(drain, wait); break; }
    queue.shift();
    keep();
  }
  busy = false;
}

async function post(one) {
  const bubble = mineOf(one.id);
  let answer = null;
  try {
    const [url, body] = one.photo
      ? [`/chat/photo?id=${one.id}`, one.photo]
      : ["/chat/say", JSON.stringify(one.message)];
    answer = await fetch(url, { method: "POST", body, headers: { "X-Kabar-Chat": "1" } });
  } catch { /* no signal */ }
  if (answer && answer.ok) {
    pause = 1000;
    if (bubble) { bubble.classList.remove("waiting"); note(bubble); }
    typing(true);
    return 0;
  }
  if (answer && answer.status < 500 && answer.status !== 429) { // it will never go
    if (bubble) { note(bubble, answer.status === 413 ? words.large : words.stranger); }
    return 0;
  }
  if (bubble) { note(bubble, answer && answer.status === 429 ? words.slower : words.waiting, true); }
  const named = answer && Number(answer.headers.get("retry-after")) * 1000;
  pause = Math.min(pause * 2, 20000);
  keep();
  return named || pause;
}

addEventListener("online", () => { pause = 1000; drain(); });
log.addEventListener("click", event => { if (event.target.closest(".again")) { drain(); } });

let dots = 0;
function typing(on) {
  clearTimeout(dots);
  document.getElementById("dots")?.remove();
  if (!on) { state.textContent = state.dataset.on; return; }
  state.textContent = state.dataset.typing;
  const bubble = document.createElement("div");
  bubble.id = "dots";
  bubble.className = "bubble theirs dots";
  bubble.setAttribute("aria-hidden", "true");
  bubble.append(...[1, 2, 3].map(() => document.createElement("i")));
  dots = setTimeout(() => { // only where an answer takes a moment
    const bottom = log.scrollHeight - log.clientHeight - log.scrollTop < 160;
    log.append(bubble);
    if (bottom) { log.scrollTop = log.scrollHeight; }
    dots = setTimeout(() => typing(false), 5000);
  }, 250);
}

// --- typing
function grow() { text.style.height = "auto"; text.style.height = `${Math.min(text.scrollHeight + 2, 130)}px`; }

document.getElementById("write").addEventListener("submit", event => {
  event.preventDefault();
  const said = text.value.trim();
  if (!said) { return; }
  text.value = "";
  grow();
  store(sessionStorage, "kabar-draft", "");
  say({ kind: "text", text: said }, said);
});
text.addEventListener("keydown", event => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); event.target.form.requestSubmit(); }
});
text.addEventListener("input", () => { grow(); store(sessionStorage, "kabar-draft", text.value); });

// --- photos: made small here, shown from the log afterwards
document.getElementById("photo").addEventListener("change", async event => {
  const file = event.target.files[0];
  event.target.value = "";
  if (!file) { return; }
  let picture = null;
  try { picture = await createImageBitmap(file, { imageOrientation: "from-image" }); } catch { /* told below */ }
  if (!picture) { tell(file.size > Number(page.mostPhoto) ? words.large : words.unfit); return; }
  const image = document.createElement("img");
  image.alt = "";
  image.src = drawn(picture, 240).toDataURL("image/jpeg", .7);
  drawn(picture, SIDE).toBlob(photo => say({ kind: "photo" }, "", image, photo), "image/jpeg", .85);
});

function drawn(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

// --- tapping
function tap(key) {
  const said = key.querySelector("bdi").textContent;
  if (key.hasAttribute("aria-pressed")) { // a tick: its list comes back with it
    const on = key.getAttribute("aria-pressed") !== "true";
    key.setAttribute("aria-pressed", on);
    key.querySelector("bdi").textContent = said.replace(/^(✅|⬜)/u, on ? "✅" : "⬜");
    say({ kind: "tap", data: key.dataset.tap });
    return;
  }
  log.querySelectorAll(`[data-tap="${CSS.escape(key.dataset.tap)}"]`).forEach(one => one.classList.add("chosen"));
  say({ kind: "tap", data: key.dataset.tap }, said);
}

log.addEventListener("click", event => {
  const key = event.target.closest("button.key");
  if (!key) { return; }
  if (key.classList.contains("open")) { unfold(key); }
  else if (key.classList.contains("place")) { locate(key); }
  else if (key.dataset.tap) { tap(key); }
});

function unfold(button) {
  sheet.replaceChildren(button.parentElement.querySelector(".keys").cloneNode(true));
  sheet.showModal();
}
sheet.addEventListener("click", event => {
  const key = event.target.closest("[data-tap]");
  if (key) { tap(key); }
  if (key || event.target === sheet) { sheet.close(); }
});

// --- the place, where the phone can tell it
const locatable = "geolocation" in navigator && isSecureContext;
function place(part) { part.querySelectorAll(".place").forEach(button => { button.hidden = !locatable; }); }

function locate(button) {
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) => {
      button.hidden = true;
      say({ kind: "location", latitude, longitude }, button.textContent);
    },
    () => { button.disabled = false; tell(words.nowhere); },
    { timeout: 15000, maximumAge: 600000 },
  );
}

// --- presentation
function look(name) {
  document.body.classList.remove("telegram", "whatsapp");
  document.body.classList.add(name);
  document.querySelectorAll("[data-look]").forEach(b => b.setAttribute("aria-pressed", b.dataset.look === name));
  store(localStorage, "kabar-look", name);
}
document.querySelectorAll("[data-look]").forEach(b => b.addEventListener("click", () => look(b.dataset.look)));
if (stored(localStorage, "kabar-look") === "whatsapp") { look("whatsapp"); }

// --- what comes in
let stream = null;
function listen() {
  stream = new EventSource(`/chat/stream?after=${last}`);
  stream.addEventListener("message", event => {
    last = event.lastEventId;
    add(event.data);
    clearTimeout(calm);
    calm = setTimeout(() => { fresh = false; }, 1500);
    keep();
  });
  stream.addEventListener("here", () => { state.textContent = state.dataset.on; document.body.classList.remove("offline"); drain(); });
  stream.addEventListener("error", () => {
    state.textContent = state.dataset.off;
    document.body.classList.add("offline");
    if (stream.readyState === EventSource.CLOSED) { setTimeout(listen, 3000); }
  });
}
let calm = 0;
addEventListener("offline", () => { state.textContent = state.dataset.off; document.body.classList.add("offline"); });
addEventListener("pagehide", () => { stream?.close(); });
addEventListener("pageshow", event => { if (event.persisted) { listen(); } });

const kept = JSON.parse(stored(sessionStorage, KEPT) || "null");
if (kept) {
  log.innerHTML = kept.log;
  document.getElementById("dots")?.remove();
  last = kept.last;
  queue.push(...kept.waiting);
  const waiting = new Set(queue.map(one => one.id));
  log.querySelectorAll(".mine.waiting").forEach(bubble => { if (!waiting.has(bubble.dataset.id)) { note(bubble, words.lost); } });
  log.scrollTop = log.scrollHeight;
}
text.value = stored(sessionStorage, "kabar-draft") || "";
grow();
const start = page.start;
if (start) { history.replaceState(null, "", "/chat"); }
if (start || (!kept && page.known === undefined)) { say({ kind: "start", data: start }); }
listen();
drain();
