// Passkeys: a form with data-passkey makes one ("create") or uses one ("get") before it is sent. Where the browser has
// none, or the page is not on a safe host name, the form stays hidden and the password is there.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function made(options) {
  const asked = options.publicKey;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: known(asked.excludeCredentials),
      // One that signs in without a name, and shows that it is you.
      authenticatorSelection: {
        ...asked.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required",
      },
    },
  });
  const { clientDataJSON, attestationObject } = credential.response;
  return told(credential, { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) });
}

async function used(options) {
  const asked = options.publicKey;
  const credential = await navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return told(credential, {
    clientDataJSON: text(clientDataJSON),
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

function told(credential, response) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    const credential = form.querySelector("[name=credential]");
    if (credential.value) return;
    event.preventDefault();
    const wrong = form.querySelector("[data-passkey-wrong]");
    const button = form.querySelector("[type=submit]");
    wrong.hidden = true;
    button.disabled = true;
    try {
      const given = await (form.dataset.passkey === "create" ? made : used)(await options(form));
      credential.value = JSON.stringify(given);
      form.submit();
    } catch {
      // Stopped by the person, or the device has none: the browser does not say which.
      wrong.hidden = false;
      button.disabled = false;
      button.focus();
    }
  });
}
