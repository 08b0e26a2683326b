// The review desk: leads either way between the document and the cards, filters, and keys. Without this file every card
// is open and every act still works by its own page.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const one = (selector, from = document) => from.querySelector(selector);
  const keysOf = (node) => (node.dataset.of || node.dataset.words || "").split(" ").filter(Boolean);
  root.classList.add("has-keys");

  let open = null; // the card that is worked on
  let kind = "";
  let keysOn = true;
  let kept = null; // where the panes stood before an act
  let place = null; // the last stretch pointed at on the sheet: part, start, end

  const cards = () => all("#cards .draft");
  const seen = () => cards().filter((card) => !card.hidden);
  const clean = (name) => all("." + name).forEach((node) => node.classList.remove(name));
  const say = (text) => { one("[data-said]").textContent = text; };
  const scrolls = (pane) => pane.scrollHeight > pane.clientHeight + 1 && getComputedStyle(pane).overflowY !== "visible";

  // A card that is not whole in view is brought to the top, so that its head is read first.
  const bring = (card) => {
    const pane = one("#cards");
    const inner = scrolls(pane);
    const above = one("#paper").offsetHeight || one("#pictures")?.offsetHeight || 0;
    const top = inner ? pane.getBoundingClientRect().top + one(".cardbar").offsetHeight : above;
    const bottom = inner ? pane.getBoundingClientRect().bottom : innerHeight;
    const box = card.getBoundingClientRect();
    if (box.top >= top - 1 && box.bottom <= bottom) return;
    (inner ? pane : root).scrollTop += box.top - top - 2;
  };
  // Only the document's own pane moves: scrollIntoView would move the page under it, too.
  const show = (node, middle) => {
    if (!node) return;
    const paper = one("#paper");
    const box = node.getBoundingClientRect();
    const view = paper.getBoundingClientRect();
    paper.scrollTop += box.top - view.top - (middle ? Math.max(24, (view.height - box.height) / 2) : Math.min(56, view.height / 6));
  };

  const choose = (card, { paper = true, register = true } = {}) => {
    if (!card) return;
    for (const name of ["is-open", "is-here", "is-own", "is-lit"]) clean(name);
    all("[aria-current]", one("#cards ol")).forEach((node) => node.removeAttribute("aria-current"));
    open = card;
    card.hidden = false;
    card.classList.add("is-open");
    card.setAttribute("aria-current", "true");
    const id = card.id.slice(1);
    all(`.task[data-task="${id}"]`).forEach((node) => node.classList.add("is-here"));
    all("mark[data-of]").forEach((mark) => mark.classList.toggle("is-own", keysOf(mark).some((key) => key.startsWith(card.id + "-"))));
    if (paper) show(one("#d" + id));
    if (register) bring(card);
    frame();
    say(one(".hd .n", card)?.getAttribute("aria-label")?.split(":")[0] || "");
  };

  const light = (keys, move = true) => {
    clean("is-lit");
    const found = all("[data-of]").filter((mark) => keysOf(mark).some((key) => keys.includes(key)));
    found.forEach((mark) => mark.classList.add("is-lit"));
    const field = open && all(".fields > [data-words]", open).find((row) => keys.every((key) => keysOf(row).includes(key)));
    if (field) field.classList.add("is-lit");
    // Of words inside the task and in a heading above it, those inside are shown.
    if (move && found.length) show(found.find((mark) => mark.closest(".is-here")) || found[0], true);
    frame();
  };

  const sift = (wanted, name) => {
    kind = wanted;
    let count = 0;
    for (const card of cards()) {
      const tags = card.dataset.tags.split(" ");
      card.hidden = kind ? !tags.includes(kind) : tags.includes("dropped");
      count += !card.hidden;
    }
    all("[data-show]").forEach((node) => node.toggleAttribute("aria-current", node.dataset.show === kind));
    const line = one("[data-sift]");
    line.hidden = !kind;
    one("[data-sift-text]").textContent = `${count}: ${name || ""}`;
    if (kind) say(one("[data-sift-text]").textContent);
  };

  const step = (by) => {
    const list = seen();
    const at = list.indexOf(open);
    choose(list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))]);
  };

  // --- The words of the sheet as places in the source text. Offsets are code points, as the server counts.
  const points = (text) => [...text].length;
  const offsetAt = (node, offset) => {
    const piece = (node.nodeType === 3 ? node.parentElement : node).closest("[data-at]");
    if (!piece) return null;
    const before = document.createRange();
    before.setStart(piece, 0);
    before.setEnd(node, offset);
    const sheet = piece.closest("[data-part]");
    return sheet && { part: Number(sheet.dataset.part), at: Number(piece.dataset.at) + points(before.toString()) };
  };
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || !one("#paper")?.contains(chosen.anchorNode)) return;
    const range = chosen.getRangeAt(0);
    const from = offsetAt(range.startContainer, range.startOffset);
    const to = offsetAt(range.endContainer, range.endOffset);
    place = from && to && from.part === to.part ? { part: from.part, start: from.at, end: to.at } : null;
    one("[data-add]").disabled = !place || place.start >= place.end;
  });

  // --- The pictures of the pages. A box and a piece of the sheet are of the same words where their places meet.
  let pictured = false;
  let still = false; // a box was pointed at: the picture stays where it is
  const stretch = (node) => ({ part: node.closest("[data-part]").dataset.part, start: Number(node.dataset.at), end: Number(node.dataset.at) + points(node.textContent) });
  const shownPart = () => one("#pictures [data-picture-part]")?.dataset.picturePart;
  const framed = (name, found) => {
    const part = shownPart();
    const places = found.map(stretch).filter((one) => one.part === part);
    let first = null;
    for (const box of all("#pictures rect")) {
      const on = places.some((place) => box.dataset.at < place.end && box.dataset.end > place.start);
      box.classList.toggle(name, on);
      if (on) first ||= box;
    }
    return first;
  };
  const frame = () => {
    if (!pictured) return;
    const lit = all("#paper [data-at].is-lit");
    const inside = lit.filter((node) => node.closest(".is-here"));
    const here = all("#paper .task.is-here [data-at]");
    const [words, task] = [framed("is-lit", lit), framed("is-here", here)];
    const target = (inside.length ? first(inside) : words) || task;
    if (still) return;
    if (target) return centre(target);
    const wanted = lit[0] || here[0];
    if (wanted) turnTo(stretch(wanted));
  };
  const first = (nodes) => {
    const places = nodes.map(stretch);
    return all("#pictures rect").find((box) => places.some((place) => box.dataset.at < place.end && box.dataset.end > place.start));
  };
  const centre = (node) => {
    const pane = one("#pictures");
    const box = node.getBoundingClientRect();
    const view = pane.getBoundingClientRect();
    pane.scrollTop += box.top - view.top - Math.min(view.height / 2, Math.max(40, (view.height - box.height) / 2));
    pane.scrollLeft += box.left - view.left - view.width / 3;
  };
  // The page where words begin that have no box there: of a PDF with text, or of pages that are not shown yet.
  const turnTo = ({ part, start }) => {
    const pages = all("#pictures [data-from]");
    const page = pages.filter((one) => Number(one.dataset.from) <= start).pop();
    const more = page === pages[pages.length - 1] && one("#pictures [data-pages=after]");
    if (part === shownPart() && page && !more) return centre(one("figcaption", page));
    const asked = `part=${part}&at=${start}`;
    const pane = one("#pictures");
    if (pane.dataset.asked === asked) return page && centre(one("figcaption", page));
    pane.dataset.asked = asked;
    turn(`${one("[data-pictures]").getAttribute("href")}?${asked}`);
  };
  const turn = (address) => htmx.ajax("GET", address, { target: "#pictures", swap: "innerHTML" }).then(frame);
  const picture = (on) => {
    if (!one("#pictures")) return;
    pictured = on;
    one("#desk").classList.toggle("has-pictures", on);
    one("#pictures").hidden = !on;
    one("[data-pictures]").setAttribute("aria-expanded", String(on));
    if (!on) return;
    if (shownPart()) frame();
    else turn(one("[data-pictures]").getAttribute("href"));
  };
  const fromBox = (box) => {
    const at = Number(box.dataset.at);
    const piece = all(`[data-part="${shownPart()}"] [data-at]`).find((node) => Number(node.dataset.at) <= at && at < stretch(node).end);
    if (!piece) return;
    still = true;
    const card = piece.closest(".task") && one("#n" + piece.closest(".task").dataset.task);
    if (piece.matches("mark[data-of]")) fromWords(piece);
    else if (card) choose(card, { paper: false });
    still = false;
    show(piece, true);
    box.classList.add("is-lit");
  };
  const point = (node) => {
    const around = node.closest(".task");
    const card = around && one("#n" + around.dataset.task);
    if (card && card !== open) choose(card, { paper: false });
    clean("is-lit");
    node.classList.add("is-lit");
    show(node, true);
    frame();
    say(`${node.title}: ${node.textContent}`);
  };
  const nextDoubt = () => {
    const found = all("#paper .doubt");
    if (found.length) point(found[(found.findIndex((node) => node.classList.contains("is-lit")) + 1) % found.length]);
  };

  const send = (address, values) => {
    htmx.ajax("POST", address, { target: "#desk", swap: "outerHTML", values });
  };
  const add = () => {
    if (place && place.start < place.end) send(one("#desk").dataset.new, place);
  };
  const split = (link) => {
    const inside = place && place.start === place.end && String(place.part) === open.dataset.part;
    if (inside) send(link.getAttribute("href"), { version: link.dataset.version, at: place.start });
    else location.assign(link.href);
  };
  const act = (key) => {
    const wanted = open && one(`[data-act="${key}"]`, open);
    if (!wanted) return;
    if (key === "s") split(wanted);
    else (one("button", wanted) || wanted).click();
  };

  document.addEventListener("click", (event) => {
    const near = (selector) => event.target.closest(selector);
    if (!near("#desk") || near("form")) return;
    if (near("[data-add]")) return add();
    if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      if (near("[data-pictures]")) { event.preventDefault(); return picture(!pictured); }
      if (near("[data-next-doubt]")) { event.preventDefault(); return nextDoubt(); }
      if (near("[data-pages]")) { event.preventDefault(); return turn(near("[data-pages]").getAttribute("href")); }
      const boxed = near("#pictures rect, #pictures svg a");
      if (boxed) { event.preventDefault(); return fromBox(boxed.matches("rect") ? boxed : one("rect", boxed)); }
    }
    if (near("[data-sift-off]")) return sift("");
    const toggle = near("[data-keys]");
    if (toggle) { keysOn = !keysOn; toggle.setAttribute("aria-pressed", String(keysOn)); return; }
    const filter = near("[data-show]");
    if (filter) { event.preventDefault(); sift(filter.dataset.show, filter.dataset.showName); one("#cards").scrollTop = 0; return; }
    if (near("[data-act=s]")) { event.preventDefault(); return split(near("[data-act=s]")); }
    if (near("summary, .members")) return;
    const number = near(".nr-doc .no");
    if (number) { event.preventDefault(); return choose(one(number.getAttribute("href")), { paper: false }); }
    const words = near("[data-words]");
    if (words) {
      const card = words.closest(".draft");
      if (near("a")) event.preventDefault();
      if (card && card !== open) choose(card, { register: false });
      return light(keysOf(words));
    }
    if (near("[data-unread]")) { event.preventDefault(); return show(one(near("[data-unread]").getAttribute("href")), true); }
    if (getSelection().toString() && near("#paper")) return; // words are being selected, not pointed at
    const mark = near("mark[data-of]");
    if (mark) return fromWords(mark);
    const card = near(".draft");
    if (card) { if (near("a.n")) event.preventDefault(); if (card !== open || near("a.n")) choose(card); return; }
    const task = near(".nr-doc .task");
    if (task && !near("a")) choose(one("#n" + task.dataset.task), { paper: false });
  });

  // Words of a heading belong to several tasks: the open one stays, else the task around the words, else the first.
  const fromWords = (mark) => {
    const keys = keysOf(mark).filter((key) => key.startsWith("n"));
    const around = mark.closest(".task");
    const wanted = [open?.id, around && "n" + around.dataset.task].find((id) => id && keys.some((key) => key.startsWith(id + "-")));
    const id = wanted || (keys[0] || "").split("-")[0];
    const card = id && document.getElementById(id);
    if (!card) return;
    choose(card, { paper: false });
    light(keys.filter((key) => key.startsWith(id + "-")).slice(0, 1), false);
  };

  document.addEventListener("keydown", (event) => {
    if (!keysOn || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    const key = event.key.toLowerCase();
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "z") one('[data-act="undo"] button').click();
    else if (key === "n") add();
    else if (key === "p") picture(!pictured);
    else if (key === "d") nextDoubt();
    else if ("cesmx".includes(key) && key.length === 1) { event.preventDefault(); act(key); }
    else if (key === "escape") { clean("is-lit"); sift(""); still = true; frame(); still = false; }
    else if (open && /^[1-9]$/.test(key)) {
      const field = all(".fields > div", open)[key - 1];
      if (field) light(keysOf(field));
    }
  });

  // --- An act answers with the whole desk anew: the panes stay where they were, the next card opens.
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "desk") return;
    const list = seen();
    const after = list[list.indexOf(open) + 1];
    kept = { paper: one("#paper")?.scrollTop, pictures: one("#pictures")?.scrollTop, cards: one("#cards")?.scrollTop, open: open?.id, next: after?.id, kind };
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const field = one("[data-autofocus]", event.detail.elt);
    if (field) {
      field.focus({ preventScroll: true });
      const card = field.closest(".draft");
      if (card) bring(card);
    }
    if (!one("#cards") || !kept) return;
    one("#paper").scrollTop = kept.paper || 0;
    one("#cards").scrollTop = kept.cards || 0;
    if (pictured && one("#pictures")) { picture(true); one("#pictures").scrollTop = kept.pictures || 0; }
    start(one("#desk").dataset.opened, kept);
    kept = null;
  });
  const start = (touched, before) => {
    if (before?.kind) sift(before.kind, "");
    const card = touched && document.getElementById("n" + touched);
    // A confirmed card is done with: the one after it is next.
    const done = card?.dataset.state === "confirmed" && before?.open === card.id;
    choose((done && document.getElementById(before.next)) || card || document.getElementById(before?.open) || seen()[0]);
  };
  const asked = /^#[nd](\d+)$/.exec(location.hash);
  if (one("#cards")) choose((asked && document.getElementById("n" + asked[1])) || seen()[0], { paper: !!asked, register: !!asked });
  const doubted = /^#w[\d-]+$/.test(location.hash) && one(location.hash);
  if (doubted) point(doubted);
})();
