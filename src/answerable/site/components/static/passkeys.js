// Lets a device make or use a passkey. A form with data-passkey says which; without this file it is sent empty, and
// the page that answers says what else works.
"use strict";
(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const answerOf = (made) => ({
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    clientExtensionResults: made.getClientExtensionResults(),
    response: Object.fromEntries(
      ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
        .filter((name) => made.response[name])
        .map((name) => [name, text(made.response[name])]),
    ),
  });

  const ceremonies = {
    create: (asked) =>
      navigator.credentials.create({
        publicKey: {
          ...asked,
          challenge: bytes(asked.challenge),
          user: { ...asked.user, id: bytes(asked.user.id) },
          excludeCredentials: known(asked.excludeCredentials),
        },
      }),
    get: (asked) =>
      navigator.credentials.get({
        publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) },
      }),
  };

  const say = (which) => {
    for (const one of form.querySelectorAll("[data-says]")) one.hidden = one.dataset.says !== which;
  };

  const ask = async () => {
    if (!window.PublicKeyCredential) return say("cannot");
    say("wait");
    try {
      const made = await ceremonies[form.dataset.passkey](JSON.parse(form.dataset.options));
      form.elements.credential.value = JSON.stringify(answerOf(made));
      form.submit();
    } catch (fault) {
      say(fault.name === "InvalidStateError" ? "known" : "failed");
    }
    return undefined;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
  if ("atOnce" in form.dataset) ask();
})();
