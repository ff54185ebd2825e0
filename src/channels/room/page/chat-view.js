import { getMessages } from "./api.js";
import { botAvatar } from "./avatar.js";
import { messageNode, pendingNode } from "./bubble.js";
import { createComposer } from "./composer.js";
import { el, icon, sync, toast } from "./dom.js";
import { sayAgain } from "./sending.js";
import { errorText, t } from "./texts.js";
import { SEPARATOR_MS, separatorText } from "./time.js";

const NEAR_END_PX = 80;
const HISTORY = 500;

/** The open chat: its head, its messages, its input. */
export const createChatView = (model, { back, tools }) => {
	let shownChat = null;
	let nodes = new Map();
	let seen = 0;
	const title = el("h1", { tabindex: "-1" });
	const count = el("span", { class: "member-count" });
	const log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", tabindex: "0" });
	const more = el("button", { class: "earlier", type: "button", onclick: () => loadEarlier() }, t.earlier);
	const chip = el("button", { class: "chip", type: "button", onclick: () => toEnd(true) });
	const composer = createComposer(model, { sent: () => toEnd(false) });
	const pane = el("div", { class: "pane" }, log, chip);
	const head = el(
		"header",
		{ class: "chat-head" },
		el("button", { class: "round back", type: "button", "aria-label": t.back, onclick: back }, icon("back")),
		el("div", { class: "chat-title" }, title, count),
		tools,
	);
	const empty = el("div", { class: "empty" }, botAvatar(), el("p", {}, t.startHere));
	const root = el("main", { class: "chat" }, head, pane, composer.root);

	const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
	const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
	const toEnd = (smooth) => {
		log.scrollTo({ top: log.scrollHeight, behavior: smooth && !reducedMotion.matches ? "smooth" : "instant" });
		showChip(0);
	};
	const showChip = (waiting) => {
		chip.hidden = waiting === 0;
		chip.replaceChildren(icon("down"), t.newMessages(waiting));
	};
	log.addEventListener("scroll", () => {
		if (nearEnd()) showChip(0);
	});
	// A picture that has loaded makes the log longer: whoever was at the end stays there.
	log.addEventListener(
		"load",
		() => {
			if (log.dataset.atEnd === "true") toEnd(false);
		},
		true,
	);
	new ResizeObserver(() => {
		if (log.dataset.atEnd === "true") toEnd(false);
	}).observe(log);

	const loadEarlier = async () => {
		const chat = shownChat;
		try {
			const before = log.scrollHeight - log.scrollTop;
			const messages = await getMessages(chat.id, model.me, { limit: HISTORY });
			model.complete.add(chat.id);
			model.add(chat.id, messages);
			model.changed();
			requestAnimationFrame(() => log.scrollTo({ top: log.scrollHeight - before, behavior: "instant" }));
		} catch (error) {
			toast(errorText(error));
		}
	};

	/** The node of a key, made anew only when what it shows differs. */
	const nodeFor = (key, version, make, next) => {
		const known = nodes.get(key);
		const entry = known?.version === version ? known : { version, node: make() };
		next.set(key, entry);
		return entry.node;
	};

	const messageNodes = (chat, next) => {
		const wanted = [];
		let previous = 0;
		for (const message of model.messagesOf(chat.id)) {
			const at = Date.parse(message.at);
			if (at - previous > SEPARATOR_MS) {
				const text = separatorText(message.at, model.now);
				wanted.push(
					nodeFor(`t${message.id}`, text, () => el("div", { class: "separator" }, el("time", { datetime: message.at }, text)), next),
				);
			}
			previous = at;
			const version = `${model.pressed.get(message.id) ?? ""}/${model.refused.has(message.id)}`;
			wanted.push(nodeFor(`m${message.id}`, version, () => messageNode(model, chat, message, (item) => sayAgain(model, item)), next));
		}
		for (const item of model.pendingOf(chat.id)) {
			if (item.file && !item.preview) item.preview = URL.createObjectURL(item.file);
			wanted.push(nodeFor(`p${item.key}`, item.state, () => pendingNode(model, item, (one) => sayAgain(model, one)), next));
		}
		return wanted;
	};

	const openChat = (chat) => {
		shownChat = chat;
		nodes = new Map();
		seen = 0;
		log.replaceChildren();
		log.setAttribute("aria-label", chat?.title ?? "");
		title.textContent = chat?.title ?? "";
		// Off the demo the server names nobody but oneself.
		const members = chat?.kind === "group" && model.demo ? chat.members.length : 0;
		count.hidden = members === 0;
		count.textContent = `(${members})`;
		count.setAttribute("aria-label", t.members(members));
		showChip(0);
		composer.open(chat);
	};

	/** After new messages: follows them when the reader was at the end or wrote themselves, else says how many wait. */
	const follow = (chat, wasAtEnd, isFirst) => {
		const messages = model.messagesOf(chat.id);
		const fresh = messages.filter(({ id }) => id > seen);
		seen = messages.at(-1)?.id ?? 0;
		const waiting = fresh.filter(({ from }) => from.id !== model.me).length;
		if (isFirst || wasAtEnd) toEnd(false);
		else if (waiting > 0) showChip(waiting + Number.parseInt(chip.hidden ? "0" : (chip.textContent.match(/\d+/)?.[0] ?? "0"), 10));
	};

	const render = () => {
		const chat = model.open === null ? null : model.chat(model.open);
		const isFirst = chat?.id !== shownChat?.id;
		if (isFirst) openChat(chat);
		root.classList.toggle("closed", chat === null);
		if (chat === null) return;
		const atEnd = nearEnd();
		const next = new Map();
		const wanted = messageNodes(chat, next);
		nodes = next;
		if (wanted.length === 0) wanted.push(empty);
		empty.lastChild.textContent = chat.kind === "group" ? t.startGroup : t.startHere;
		if (!model.complete.has(chat.id) && model.messagesOf(chat.id).length > 0) wanted.unshift(more);
		log.setAttribute("aria-busy", String(isFirst));
		sync(log, wanted);
		follow(chat, atEnd, isFirst || seen === 0);
		log.setAttribute("aria-busy", "false");
		log.dataset.atEnd = String(nearEnd());
		composer.render();
	};
	log.addEventListener("scroll", () => {
		log.dataset.atEnd = String(nearEnd());
	});

	return { root, render, focus: () => composer.focus() };
};
