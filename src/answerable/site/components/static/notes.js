"use strict";
/* Leaves at three presses of Shift, blanks what a browser kept of a page, and closes it when nothing is touched for long. */
(() => {
  const root = document.documentElement, form = document.querySelector(".door form"), there = form.dataset.there;
  const rest = Number(form.dataset.rest) * 1000, gap = 1500;
  let presses = [], touched = Date.now(), told = touched;
  const blank = () => { root.hidden = true; document.body.replaceChildren(); document.title = ""; };
  const say = (name) => {
    const data = new URLSearchParams({ do: name });
    return fetch("/r", { method: "POST", body: data, keepalive: true, credentials: "same-origin" }).catch(() => {});
  };
  const leave = () => { blank(); say("leave"); location.replace(there); };
  addEventListener("keydown", (event) => {
    touched = Date.now();
    if (event.key !== "Shift") { presses = []; return; }
    if (event.repeat) return;
    presses = presses.filter((at) => touched - at < gap).concat(touched);
    if (presses.length > 2) leave();
  }, true);
  form.addEventListener("submit", (event) => { event.preventDefault(); leave(); });
  for (const one of ["pointerdown", "input", "scroll"]) addEventListener(one, () => { touched = Date.now(); }, { capture: true, passive: true });
  addEventListener("pageshow", (event) => { if (event.persisted) { blank(); location.replace("/r"); } });
  setInterval(() => {
    if (Date.now() - touched > rest) { blank(); say("leave"); location.replace("/r"); }
    else if (touched > told && Date.now() - told > rest / 3) { told = Date.now(); say("stay"); }
  }, 5000);
})();
