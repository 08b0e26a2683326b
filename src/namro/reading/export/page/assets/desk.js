// Leads either way between the document and the register, filters, and keys. Without it every link still works.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);
  const said = one("[data-said]");
  const cards = all(".draft");
  const marks = all("[data-of]").map((node) => ({ node, keys: node.dataset.of.split(" ") }));
  const ofCard = (id) => marks.filter((mark) => mark.keys.some((key) => key.startsWith(id + "-")));
  const ofKeys = (keys) => marks.filter((mark) => mark.keys.some((key) => keys.includes(key)));
  const clean = (name) => all("." + name).forEach((node) => node.classList.remove(name));
  let open = null;

  // Light or dark, as the machine has it until the person chooses.
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dress = (dark) => root.setAttribute("data-bs-theme", dark ? "dark" : "light");
  dress(system.matches);
  system.addEventListener("change", (event) => dress(event.matches));

  // A card that is not whole in view is brought to the top, so that its head is read first. On a phone the paper
  // stays above the cards: its height counts as covered.
  const bring = (card) => {
    const pane = one("#cards");
    const scrolls = pane.scrollHeight > pane.clientHeight + 1;
    const top = scrolls ? pane.getBoundingClientRect().top + one(".cardbar").offsetHeight : one(".paper").offsetHeight;
    const bottom = scrolls ? pane.getBoundingClientRect().bottom : innerHeight;
    const box = card.getBoundingClientRect();
    if (box.top >= top - 1 && box.bottom <= bottom) return;
    (scrolls ? pane : root).scrollTop += box.top - top - 2;
  };

  // Only the document's own pane may move: scrollIntoView would move the page under it, too, on a phone.
  const show = (node, middle) => {
    if (!node) return;
    const paper = one(".paper");
    const box = node.getBoundingClientRect();
    const view = paper.getBoundingClientRect();
    const room = middle ? Math.max(24, (view.height - box.height) / 2) : Math.min(56, view.height / 6);
    paper.scrollTop += box.top - view.top - room;
  };

  const choose = (card, { paper = true, register = true } = {}) => {
    if (!card) return;
    clean("is-open"); clean("is-here"); clean("is-own"); clean("is-lit");
    all("[aria-current]", one("#cards ol")).forEach((node) => node.removeAttribute("aria-current"));
    open = card;
    card.hidden = false;
    card.classList.add("is-open");
    card.setAttribute("aria-current", "true");
    const number = card.id.slice(1);
    all(`.task[data-task="${number}"]`).forEach((node) => node.classList.add("is-here"));
    ofCard(card.id).forEach((mark) => mark.node.classList.add("is-own"));
    if (paper) show(one("#d" + number));
    if (register) bring(card);
    said.textContent = `Nhiệm vụ ${number}`;
  };

  const light = (keys, move = true) => {
    clean("is-lit");
    const found = ofKeys(keys);
    found.forEach((mark) => mark.node.classList.add("is-lit"));
    const field = open && all(".fields > [data-words]", open).find((row) => keys.every((key) => row.dataset.words.split(" ").includes(key)));
    if (field) field.classList.add("is-lit");
    if (move && found.length) {
      // Of words inside the task and in a heading above it, those inside are shown.
      const inside = found.find((mark) => mark.node.closest(".is-here")) || found[0];
      show(inside.node, true);
    }
  };

  // Filters: by kind or by what is unclear, and by the agency that leads.
  let kind = "", kindName = "";
  const sift = () => {
    const agency = one("[data-agency]").value;
    let count = 0;
    cards.forEach((card) => {
      const fits = (!kind || card.dataset.tags.split(" ").includes(kind)) && (!agency || card.dataset.agencies.split(" ").includes(agency));
      card.hidden = !fits;
      count += fits;
    });
    all("[data-show]").forEach((node) => node.toggleAttribute("aria-current", node.dataset.show === kind));
    const line = one("[data-sift]");
    line.hidden = !kind && !agency;
    one("[data-sift-text]").textContent = `${count} trên ${cards.length}${kind ? ": " + kindName : ""}`;
    if (!line.hidden) said.textContent = one("[data-sift-text]").textContent;
  };
  const unsift = () => { kind = ""; one("[data-agency]").value = ""; sift(); };

  const step = (by) => {
    const seen = cards.filter((card) => !card.hidden);
    const at = seen.indexOf(open);
    choose(seen[at < 0 ? 0 : Math.min(seen.length - 1, Math.max(0, at + by))]);
  };

  let unread = 0;
  const nextUnread = () => {
    const found = all("[id^=u].unread");
    if (!found.length) return;
    clean("is-lit");
    const node = found[unread++ % found.length];
    node.classList.add("is-lit");
    show(node, true);
  };

  document.addEventListener("click", (event) => {
    const near = (selector) => event.target.closest(selector);
    const stop = () => event.preventDefault();
    if (near("[data-theme-button]")) return dress(root.getAttribute("data-bs-theme") !== "dark");
    if (near("[data-print]")) return window.print();
    if (near("[data-sift-off]")) return unsift();
    if (near("[data-keys]")) return toggleKeys(near("[data-keys]"));
    const filter = near("[data-show]");
    if (filter) { stop(); kind = filter.dataset.show; kindName = filter.dataset.showName; sift(); one("#cards").scrollTop = 0; return; }
    const missed = near("[data-unread]");
    if (missed) { stop(); unread = missed.dataset.unread - 1; return nextUnread(); }
    const number = near(".nr-doc .no");
    if (number) { stop(); return choose(one(number.getAttribute("href")), { paper: false }); }
    const words = near("[data-words]");
    if (words) {
      const card = words.closest(".draft");
      if (near("a")) stop();
      if (card && card !== open) choose(card, { register: false });
      return light(words.dataset.words.split(" "));
    }
    const mark = near("mark[data-of]");
    if (mark) return fromWords(mark);
    const card = near(".draft");
    if (card) { if (near("a")) stop(); if (card !== open || near("a")) choose(card); return; }
    const task = near(".nr-doc .task");
    if (task && !near("a") && !String(getSelection())) choose(one("#n" + task.dataset.task), { paper: false });
  });

  // Words of a heading belong to several tasks: the one that is open stays, else the task around the words, else the first.
  const fromWords = (mark) => {
    const keys = mark.dataset.of.split(" ").filter((key) => key.startsWith("n"));
    const around = mark.closest(".task");
    const wanted = [open && open.id, around && "n" + around.dataset.task].find((id) => id && keys.some((key) => key.startsWith(id + "-")));
    const id = wanted || (keys[0] || "").split("-")[0];
    const card = id && document.getElementById(id);
    if (!card) return;
    choose(card, { paper: false });
    light(keys.filter((key) => key.startsWith(id + "-")).slice(0, 1), false);
    bring(card);
  };

  let keysOn = true;
  const toggleKeys = (button) => {
    keysOn = !keysOn;
    button.setAttribute("aria-pressed", String(keysOn));
    button.textContent = keysOn ? "Phím tắt: bật" : "Phím tắt: tắt";
  };
  document.addEventListener("keydown", (event) => {
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    const key = event.key.toLowerCase();
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "u") nextUnread();
    else if (key === "escape") { clean("is-lit"); unsift(); }
    else if (open && /^[1-9]$/.test(key)) {
      const field = all(".fields > div", open)[key - 1];
      if (field && field.dataset.words) light(field.dataset.words.split(" "));
      else if (field) { clean("is-lit"); field.classList.add("is-lit"); }
    }
  });
  one("[data-agency]").addEventListener("change", sift);

  const asked = /^#[nd](\d+)$/.exec(location.hash);
  choose(asked ? document.getElementById("n" + asked[1]) : cards[0], { paper: !!asked, register: !!asked });
})();
