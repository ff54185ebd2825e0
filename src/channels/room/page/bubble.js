import { botAvatar, personAvatar } from "./avatar.js";
import { el, icon } from "./dom.js";
import { openLightbox } from "./lightbox.js";
import { press } from "./sending.js";
import { t } from "./texts.js";

const KINDS = [
	[/\.(xlsx?|csv|et)$/i, "sheet", "X"],
	[/\.(docx?|wps)$/i, "word", "W"],
	[/\.pdf$/i, "pdf", "P"],
	[/\.(zip|rar|7z)$/i, "pack", "Z"],
];

const sizeText = (bytes) =>
	bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

const fileCard = ({ name, size, url }) => {
	const [, kind, letter] = KINDS.find(([ending]) => ending.test(name)) ?? [null, "other", "?"];
	const inside = [
		el("span", { class: "file-text" }, el("b", {}, name), el("small", {}, sizeText(size))),
		el("span", { class: `file-kind ${kind}`, "aria-hidden": "true" }, letter),
	];
	return url === null
		? el("div", { class: "file" }, inside)
		: el("a", { class: "file", href: url, download: name, "aria-label": t.download(name) }, inside);
};

const picture = ({ name, url }) =>
	el(
		"button",
		{ class: "picture", type: "button", "aria-label": t.openPicture(name), onclick: () => openLightbox(url, name) },
		el("img", { src: url, alt: name }),
	);

const attachmentNode = (attachment) =>
	attachment.type.startsWith("image/") && attachment.url !== null ? picture(attachment) : fileCard(attachment);

const buttonRow = (model, chat, message) => {
	const pressed = model.pressed.get(message.id);
	return el(
		"div",
		{ class: "buttons", role: "group" },
		message.buttons.map(({ id, text }) =>
			el(
				"button",
				{
					class: "pill",
					type: "button",
					"aria-pressed": pressed === undefined ? null : String(pressed === id),
					onclick: () => press(model, chat.id, message, id),
				},
				pressed === id ? icon("check") : null,
				text,
			),
		),
	);
};

const frame = ({ own, bot, avatar, name, content, state }) =>
	el(
		"article",
		{ class: `message ${own ? "own" : "other"}${bot ? " from-bot" : ""}` },
		avatar,
		el("div", { class: "body" }, name, el("div", { class: "said" }, state, el("div", { class: "content" }, content))),
	);

/** A message as one sees it: own ones right, the bot's and other people's left. `again` sends a refused one once more. */
export const messageNode = (model, chat, message, again) => {
	const own = message.from.id === model.me;
	const bot = message.from.bot;
	const named = !own && chat.kind === "group";
	const avatar = bot ? botAvatar() : personAvatar(message.from.id, message.from.name);
	const name = named && el("div", { class: "name" }, message.from.name, bot ? el("span", { class: "tag" }, t.bot) : null);
	const refused = model.refused.get(message.id);
	const state =
		refused &&
		el(
			"button",
			{ class: "failed", type: "button", "aria-label": t.failed, title: t.failed, onclick: () => again(refused) },
			icon("alert"),
		);
	const content = [
		message.text === "" ? null : el("div", { class: "bubble" }, message.text),
		...message.attachments.map(attachmentNode),
		message.buttons.length > 0 ? buttonRow(model, chat, message) : null,
	];
	return frame({ own, bot, avatar, name, content, state });
};

/** An own message on its way, or one that failed. */
export const pendingNode = (model, item, again) => {
	const me = model.people.get(model.me);
	const file = item.file && {
		name: item.file.name,
		size: item.file.size,
		type: item.file.type,
		url: item.file.type.startsWith("image/") ? item.preview : null,
	};
	const state =
		item.state === "failed"
			? el(
					"button",
					{ class: "failed", type: "button", "aria-label": t.failed, title: t.failed, onclick: () => again(item) },
					icon("alert"),
				)
			: el("span", { class: "spinner", role: "status", "aria-label": t.sending });
	return frame({
		own: true,
		bot: false,
		avatar: personAvatar(model.me, me?.name ?? ""),
		name: null,
		content: [item.text === "" ? null : el("div", { class: "bubble" }, item.text), file ? attachmentNode(file) : null],
		state: item.state === "sent" ? null : state,
	});
};
