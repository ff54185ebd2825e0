import { el, icon } from "./dom.js";
import { say } from "./sending.js";
import { t } from "./texts.js";

const MAX_TEXT = 4096;
const MAX_ROWS_PX = 140;

/** The input of a chat: words, pictures from the clipboard, files, common words. */
export const createComposer = (model, { sent }) => {
	let chat = null;
	let files = [];
	const drafts = new Map();

	const field = el("textarea", { class: "field", rows: "1", maxlength: String(MAX_TEXT), enterkeyhint: "send" });
	const tray = el("div", { class: "tray" });
	const suggestions = el(
		"div",
		{ class: "suggestions", role: "group", "aria-label": t.suggestionsLabel },
		t.suggestions.map((word) => el("button", { class: "suggestion", type: "button", onclick: () => send(word, []) }, word)),
	);
	const chooser = el("input", {
		type: "file",
		class: "chooser",
		multiple: true,
		tabindex: "-1",
		"aria-label": t.attach,
		onchange: () => {
			addFiles([...chooser.files]);
			chooser.value = "";
		},
	});
	const attach = el(
		"button",
		{ class: "round tool", type: "button", "aria-label": t.attach, title: t.attach, onclick: () => chooser.click() },
		icon("plus"),
	);
	const mention = el(
		"button",
		{ class: "round tool", type: "button", "aria-label": t.mention, title: t.mention, onclick: () => insertMention() },
		icon("at"),
	);
	const submit = el("button", { class: "send", type: "submit" }, t.send);
	const form = el("form", { class: "composer" }, tray, el("div", { class: "line" }, attach, mention, field, submit), chooser);
	const root = el("footer", { class: "foot" }, suggestions, form);

	const grow = () => {
		field.style.height = "auto";
		field.style.height = `${Math.min(field.scrollHeight, MAX_ROWS_PX)}px`;
	};
	const render = () => {
		submit.disabled = field.value.trim() === "" && files.length === 0;
		// Common words help where nothing is being answered: not while the bot's last message has buttons.
		const last = chat && model.lastOf(chat.id);
		suggestions.hidden = chat?.kind !== "private" || field.value !== "" || files.length > 0 || (last?.buttons.length ?? 0) > 0;
	};
	const send = (text, attached) => {
		if (chat === null || (text.trim() === "" && attached.length === 0)) return;
		say(model, chat.id, text, attached);
		requestAnimationFrame(sent);
	};
	const sendField = () => {
		send(field.value.trim(), files);
		field.value = "";
		files = [];
		drafts.delete(chat?.id);
		renderTray();
		grow();
		render();
		field.focus();
	};
	const insertMention = () => {
		if (!field.value.includes(t.mention)) field.value = `${t.mention} ${field.value}`;
		field.focus();
		grow();
		render();
	};
	const addFiles = (added) => {
		files = [...files, ...added].slice(0, 9);
		renderTray();
		render();
		field.focus();
	};
	const renderTray = () => {
		for (const image of tray.querySelectorAll("img")) URL.revokeObjectURL(image.src);
		tray.replaceChildren(
			...files.map((file) => {
				const face = file.type.startsWith("image/")
					? el("img", { src: URL.createObjectURL(file), alt: file.name })
					: el("span", {}, file.name);
				const drop = () => {
					files = files.filter((one) => one !== file);
					renderTray();
					render();
				};
				return el(
					"span",
					{ class: "held" },
					face,
					el("button", { type: "button", "aria-label": t.remove(file.name), onclick: drop }, icon("close")),
				);
			}),
		);
	};

	form.addEventListener("submit", (event) => {
		event.preventDefault();
		sendField();
	});
	field.addEventListener("input", () => {
		if (chat) drafts.set(chat.id, field.value);
		grow();
		render();
	});
	field.addEventListener("keydown", (event) => {
		// 229: some input methods report the Enter that ends a composition this way alone.
		if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
		event.preventDefault();
		sendField();
	});
	field.addEventListener("paste", (event) => {
		const pasted = [...(event.clipboardData?.files ?? [])];
		if (pasted.length === 0) return;
		event.preventDefault();
		addFiles(pasted);
	});
	root.addEventListener("dragover", (event) => event.preventDefault());
	root.addEventListener("drop", (event) => {
		event.preventDefault();
		addFiles([...(event.dataTransfer?.files ?? [])]);
	});

	return {
		root,
		render,
		focus: () => field.focus({ preventScroll: true }),
		open(next) {
			chat = next;
			files = [];
			const isGroup = chat?.kind === "group";
			mention.hidden = !isGroup;
			field.value = (chat && drafts.get(chat.id)) ?? "";
			field.placeholder = isGroup ? t.writeGroup : t.write;
			field.setAttribute("aria-label", field.placeholder);
			renderTray();
			render();
			requestAnimationFrame(grow);
		},
		/** Another person's half-written words are nobody else's. */
		forget: () => drafts.clear(),
	};
};
