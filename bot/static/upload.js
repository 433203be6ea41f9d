// Choosing a file uploads it at once; without this script the button does.
"use strict";
for (const form of document.querySelectorAll("form[data-most]")) {
  const file = form.querySelector("input"), told = form.querySelector(".fault");
  form.classList.add("js");
  file.addEventListener("change", () => {
    const chosen = file.files[0];
    if (!chosen) return;
    const large = chosen.size > Number(form.dataset.most);
    told.textContent = large ? form.dataset.large : form.dataset.busy;
    told.classList.toggle("busy", !large);
    if (large) file.value = "";
    else form.submit();
  });
}
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
