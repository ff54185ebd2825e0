import { botAvatar, groupAvatar } from "./avatar.js";
import { el, icon, sync } from "./dom.js";
import { t } from "./texts.js";
import { rowTime } from "./time.js";

/** One line of what was said last. */
const previewOf = (message, chat) => {
	if (!message) return "";
	const files = message.attachments.map(({ type }) => (type.startsWith("image/") ? t.picture : t.file)).join("");
	const said = `${files}${message.text.replace(/\s+/g, " ")}`;
	return chat.kind === "group" ? `${message.from.name}：${said}` : said;
};

const byNewest = (model) => (one, other) => {
	// The bot's own chat stands first, as a pinned one does.
	if (one.kind !== other.kind) return one.kind === "private" ? -1 : 1;
	return (model.lastOf(other.id)?.id ?? 0) - (model.lastOf(one.id)?.id ?? 0);
};

/** The list of chats with search, previews and unread counts. */
export const createChatList = (model, { open, header }) => {
	const rows = new Map();
	const search = el("input", {
		type: "search",
		class: "search-field",
		placeholder: t.search,
		"aria-label": t.search,
		autocomplete: "off",
		oninput: () => render(),
	});
	const list = el("nav", { class: "rows", "aria-label": t.chats });
	const nothing = el("p", { class: "nothing" }, t.noChats);
	const steps = { ArrowDown: 1, ArrowUp: -1 };
	const root = el(
		"section",
		{ class: "list", "aria-label": t.chats },
		header,
		el("label", { class: "search" }, icon("search"), search),
		list,
	);
	root.addEventListener("keydown", (event) => {
		const step = steps[event.key];
		if (step === undefined || event.isComposing) return;
		const stops = [search, ...list.querySelectorAll("button")];
		stops[stops.indexOf(document.activeElement) + step]?.focus();
		event.preventDefault();
	});

	const rowOf = (chat) => {
		const known = rows.get(chat.id);
		if (known) return known;
		const parts = { time: el("time", {}), preview: el("span", { class: "preview" }), badge: el("span", { class: "badge" }) };
		const node = el(
			"button",
			{ class: "row", type: "button", "data-chat": chat.id, onclick: () => open(chat.id) },
			el("span", { class: "row-avatar" }, chat.kind === "private" ? botAvatar() : groupAvatar(chat.id, chat.title), parts.badge),
			el("span", { class: "row-text" }, el("span", { class: "row-top" }, el("b", {}, chat.title), parts.time), parts.preview),
		);
		const row = { node, ...parts };
		rows.set(chat.id, row);
		return row;
	};

	const update = (chat) => {
		const row = rowOf(chat);
		const last = model.lastOf(chat.id);
		const unread = model.unread(chat.id);
		row.time.textContent = last ? rowTime(last.at, model.now) : "";
		row.preview.textContent = previewOf(last, chat);
		row.badge.textContent = unread === 0 ? "" : unread > 99 ? "99+" : String(unread);
		row.badge.hidden = unread === 0;
		row.node.classList.toggle("pinned", chat.kind === "private");
		if (chat.id === model.open) row.node.setAttribute("aria-current", "true");
		else row.node.removeAttribute("aria-current");
		return row.node;
	};

	const matches = (chat) => {
		const words = search.value.trim().toLowerCase();
		return (
			words === "" ||
			chat.title.toLowerCase().includes(words) ||
			model.messagesOf(chat.id).some(({ text }) => text.toLowerCase().includes(words))
		);
	};

	const render = () => {
		const shown = model.chats.filter(matches).sort(byNewest(model)).map(update);
		sync(list, shown.length > 0 ? shown : [nothing]);
	};

	return { root, render, focusSearch: () => search.focus(), forget: () => rows.clear() };
};
