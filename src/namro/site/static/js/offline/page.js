// The page for work without a network: open the vault, read the list, write drafts, send each once.
import * as vaults from "./vault.js";

const root = document.getElementById("offline");
const addresses = root.dataset;
const say = (name, values = {}) =>
  document.getElementById(`say-${name}`).textContent.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
const part = (name) => root.querySelector(`[data-part=${name}]`);
const IDLE_MS = 10 * 60 * 1000;
const LARGEST_SIDE = 2200; // pixels: a page of A4 stays legible
const LEAST_TO_SHRINK = 1.5 * 2 ** 20; // bytes

let vault = null;
let list = null;
let sending = false;

function show(name) {
  for (const one of root.querySelectorAll("[data-part]")) one.hidden = one.dataset.part !== name;
  (part(name).querySelector("[autofocus]") ?? part(name).querySelector("h1"))?.focus();
}

function tell(text, late = false) {
  const told = document.getElementById("told");
  told.textContent = text;
  told.hidden = !text;
  told.classList.toggle("is-late", late);
}

function fill(template, values) {
  const copy = document.getElementById(template).content.cloneNode(true);
  for (const place of copy.querySelectorAll("[data-value]")) place.textContent = values[place.dataset.value] ?? "";
  return copy;
}

// ---- beginning

async function begin() {
  if ("serviceWorker" in navigator) {
    // Where no network answers the one that is there goes on.
    navigator.serviceWorker.register(addresses.worker, { scope: "/" }).catch(() => {});
    navigator.storage?.persist?.();
  }
  if (!window.isSecureContext || !crypto.subtle) return show("unsafe");
  show((await vaults.isThere()) ? "locked" : "new");
}

part("new").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = new FormData(event.target);
  const passphrase = given.get("passphrase");
  if (passphrase.length < 8) return tell(say("short"), true);
  if (passphrase !== given.get("again")) return tell(say("different"), true);
  const fetched = await fetchList();
  if (!fetched) return;
  vault = await vaults.make(passphrase);
  await vault.put("list", fetched);
  event.target.reset();
  await opened(fetched);
});

part("locked").querySelector("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  vault = await vaults.open(new FormData(event.target).get("passphrase"));
  if (!vault) return tell(say("wrong"), true);
  event.target.reset();
  await opened(await vault.get("list"));
  if (navigator.onLine) await send();
});

document.getElementById("wipe").addEventListener("submit", async (event) => {
  event.preventDefault();
  await vaults.wipe();
  location.reload();
});

async function opened(fetched) {
  list = fetched;
  tell("");
  await showList();
  let idle = setTimeout(() => location.reload(), IDLE_MS);
  for (const kind of ["pointerdown", "keydown"]) {
    document.addEventListener(kind, () => { clearTimeout(idle); idle = setTimeout(() => location.reload(), IDLE_MS); });
  }
}

// ---- the list and its drafts

async function showList() {
  const drafts = await readDrafts();
  const rows = part("list").querySelector("[data-rows]");
  rows.replaceChildren(...list.assignments.map((one) => row(one, drafts.filter((draft) => draft.assignment === one.pk))));
  part("list").querySelector("[data-none]").hidden = list.assignments.length > 0;
  const waiting = part("list").querySelector("[data-drafts]");
  waiting.replaceChildren(...drafts.map(draftRow));
  part("list").querySelector("[data-waiting]").hidden = drafts.length === 0;
  part("list").querySelector("[data-at]").textContent = say("at", list);
  show("list");
}

function row(one, drafts) {
  const state = drafts.length ? say("has_draft") : one.standing;
  const copy = fill("row", { ...one, state, due: one.due && say("due", one) });
  copy.querySelector(".nr-state").classList.toggle("is-late", one.overdue);
  copy.querySelector("button").addEventListener("click", () => write(one, drafts[0]));
  return copy;
}

function draftRow(draft) {
  const one = list.assignments.find((other) => other.pk === draft.assignment);
  const copy = fill("draft", { text: one?.text ?? draft.text, said: draft.text, reasons: (draft.reasons ?? []).join(" ") });
  copy.querySelector("[data-edit]").addEventListener("click", () => write(one ?? draft, draft));
  const anyway = copy.querySelector("[data-anyway]");
  anyway.hidden = draft.newer === undefined;
  anyway.addEventListener("click", async () => {
    await vault.put(`draft:${draft.key}`, { ...draft, version: draft.newer, newer: undefined, reasons: [] });
    await send();
  });
  const drop = copy.querySelector("[data-drop]");
  drop.addEventListener("click", async () => {
    if (drop.dataset.sure === undefined) { // pressed once: ask
      drop.dataset.sure = "";
      drop.textContent = say("sure");
      return;
    }
    await forget(draft.key);
    await showList();
  });
  return copy;
}

async function readDrafts() {
  const drafts = await Promise.all((await vault.names("draft:")).map((name) => vault.get(name)));
  return drafts.sort((a, b) => a.at.localeCompare(b.at));
}

const forget = async (key) => { await vault.drop(`file:${key}:`); await vault.drop(`draft:${key}`); };

// ---- a draft

const form = part("write").querySelector("form");
let writing = null;

function write(one, draft) {
  writing = { one, draft };
  form.reset();
  for (const chosen of form.querySelectorAll("[data-chosen]")) chosen.textContent = "";
  part("write").querySelector("[data-task]").textContent = one.text;
  part("write").querySelector("[data-late]").hidden = !one.overdue;
  const targets = form.elements.target;
  targets.replaceChildren(new Option("", ""), ...(one.targets ?? []).map((target) => new Option(target.name, target.pk)));
  part("write").querySelector("[data-figures]").hidden = !(one.targets ?? []).length;
  for (const name of ["cause", "proposal"]) form.elements[name].required = one.overdue;
  for (const [name, value] of Object.entries(draft?.fields ?? {})) if (form.elements[name]) form.elements[name].value = value;
  part("write").querySelector("[data-files]").textContent = (draft?.files ?? []).map((file) => file.name).join(", ");
  tell((draft?.reasons ?? []).join(" "), true);
  show("write");
}

part("write").querySelector("[data-back]").addEventListener("click", () => { tell(""); showList(); });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { one, draft } = writing;
  const key = draft?.key ?? crypto.randomUUID();
  const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  const chosen = [...form.elements.photo.files, ...form.elements.documents.files];
  const files = draft?.files ?? [];
  for (const file of chosen) {
    const kept = await smaller(file);
    await vault.putBytes(`file:${key}:${files.length}`, await kept.arrayBuffer());
    files.push({ name: kept.name, type: kept.type });
  }
  await vault.put(`draft:${key}`, {
    key, files, fields, assignment: one.pk ?? one.assignment, version: one.version, person: list.person, text: fields.text,
    overdue: one.overdue, targets: one.targets, at: draft?.at ?? new Date().toISOString(),
    complete: event.submitter.name === "complete",
  });
  await showList();
  tell(say("kept"));
  if (navigator.onLine) await send();
});

// A photograph of ten megabytes would neither be kept nor sent well; a page stays legible at this size.
async function smaller(file) {
  if (!file.type.startsWith("image/") || file.size < LEAST_TO_SHRINK) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LARGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.85));
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file; // no picture after all: the server says so
  }
}

// ---- the network

// The list as it is now, or null after saying why not.
async function fetchList() {
  let answer;
  try {
    answer = await fetch(addresses.mine, { headers: { Accept: "application/json" } });
  } catch {
    tell(say("no_network"), true);
    return null;
  }
  if (answer.redirected || answer.status === 401) {
    document.getElementById("sign-in").hidden = false;
    tell(say("sign_in"), true);
    return null;
  }
  if (!answer.ok) {
    tell(say(answer.status === 403 ? "not_yours" : "failed"), true);
    return null;
  }
  document.getElementById("sign-in").hidden = true;
  return answer.json();
}

async function send() {
  if (sending || !vault) return;
  sending = true;
  try {
    const fetched = await fetchList();
    if (!fetched) return;
    if (fetched.person !== list.person) return tell(say("another", list), true);
    let sent = 0;
    for (const draft of await readDrafts()) if (await sendOne(draft, fetched.token)) sent += 1;
    list = (await fetchList()) ?? fetched;
    await vault.put("list", list);
    if (part("write").hidden) await showList();
    if (sent) tell(say("sent", { count: sent }));
  } catch {
    tell(say("no_network"), true); // it went away again: what was not answered is sent again under the same key
  } finally {
    sending = false;
  }
}

async function sendOne(draft, token) {
  const body = new FormData();
  for (const [name, value] of Object.entries(draft.fields)) body.set(name, value);
  for (const name of ["key", "assignment", "version", "person"]) body.set(name, draft[name]);
  if (draft.complete) body.set("complete", "on");
  for (const [number, file] of draft.files.entries()) {
    body.append("documents", new File([await vault.getBytes(`file:${draft.key}:${number}`)], file.name, { type: file.type }));
  }
  const answer = await fetch(addresses.drafts, { method: "POST", body, headers: { "X-CSRFToken": token } });
  if (answer.ok) {
    await forget(draft.key);
    return true;
  }
  const told = await answer.json().catch(() => ({ reasons: [say("failed")] }));
  await vault.put(`draft:${draft.key}`, { ...draft, reasons: told.reasons, newer: told.version });
  return false;
}

window.addEventListener("online", send);
for (const button of root.querySelectorAll("[data-send]")) button.addEventListener("click", send);
begin();
