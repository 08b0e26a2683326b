// What the phone keeps, all of it under the passphrase: AES-GCM with a key that PBKDF2 makes of it and that is never
// stored. Without the passphrase nothing here can be read, by us neither.
const ROUNDS = 600000;
const bytes = new TextEncoder();
const words = new TextDecoder();

function database() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("namro", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

async function on(mode, act) {
  const opened = await database();
  return new Promise((resolve, reject) => {
    const change = opened.transaction("kept", mode);
    const asked = act(change.objectStore("kept"));
    change.oncomplete = () => { opened.close(); resolve(asked?.result); };
    change.onabort = change.onerror = () => { opened.close(); reject(change.error); };
  });
}

async function keyOf(passphrase, salt, rounds) {
  const base = await crypto.subtle.importKey("raw", bytes.encode(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export const isThere = async () => (await on("readonly", (kept) => kept.count())) > 0;
export const wipe = () => on("readwrite", (kept) => kept.clear());

export async function make(passphrase) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  await wipe();
  await on("readwrite", (kept) => kept.put({ salt, rounds: ROUNDS }, "lock"));
  return new Vault(await keyOf(passphrase, salt, ROUNDS));
}

// The opened vault, or null where the passphrase is another.
export async function open(passphrase) {
  const { salt, rounds } = await on("readonly", (kept) => kept.get("lock"));
  const vault = new Vault(await keyOf(passphrase, salt, rounds));
  return vault.get("list").then(() => vault, () => null);
}

class Vault {
  constructor(key) { this.key = key; }

  async put(name, value) { await this.putBytes(name, bytes.encode(JSON.stringify(value))); }

  async get(name) { return JSON.parse(words.decode(await this.getBytes(name))); }

  async putBytes(name, data) {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    // The name is sealed with the bytes, so that one record cannot be put in another's place.
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes.encode(name) }, this.key, data);
    await on("readwrite", (kept) => kept.put({ iv, sealed }, name));
  }

  async getBytes(name) {
    const there = await on("readonly", (kept) => kept.get(name));
    if (!there) throw new Error(`nothing under ${name}`);
    return crypto.subtle.decrypt({ name: "AES-GCM", iv: there.iv, additionalData: bytes.encode(name) }, this.key, there.sealed);
  }

  async names(start) {
    return (await on("readonly", (kept) => kept.getAllKeys())).filter((name) => name.startsWith(start));
  }

  async drop(start) {
    for (const name of await this.names(start)) await on("readwrite", (kept) => kept.delete(name));
  }
}
