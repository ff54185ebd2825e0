import { closeSession, getClock, getOptions } from "./api.js";
import { personAvatar } from "./avatar.js";
import { createChatList } from "./chat-list.js";
import { createChatView } from "./chat-view.js";
import { el, icon, toast } from "./dom.js";
import { login } from "./login.js";
import { createModel } from "./model.js";
import { withTowns } from "./people.js";
import { pickPerson, rememberPerson } from "./picker.js";
import { createScan } from "./scan.js";
import { createSidePanel } from "./side-panel.js";
import { follow } from "./stream.js";
import { errorText, language, t } from "./texts.js";
import { clockTexts } from "./time.js";

const CLOCK_MS = 30_000;
const desk = matchMedia("(min-width: 760px)");
// The panel stands beside the chat from here on; below, it is called up.
const wide = matchMedia("(min-width: 1120px)");
const model = createModel();

// Where one is stands in the address: a reload, a bookmark and the back button find it again.
const readPlace = () => {
	const place = new URLSearchParams(location.hash.slice(1));
	return { as: place.get("as"), chat: place.get("chat") };
};
const writePlace = ({ as, chat }, replace) => {
	const hash = `#${new URLSearchParams(Object.entries({ as, chat }).filter(([, value]) => value))}`;
	if (hash === location.hash) return;
	history[replace ? "replaceState" : "pushState"](null, "", hash);
};

const openChat = (id, { replace = false, focus = true } = {}) => {
	model.open = id;
	writePlace({ as: model.demo ? model.me : null, chat: id }, replace);
	if (id !== null) model.markRead(id);
	model.changed();
	if (id !== null && focus && desk.matches) queueMicrotask(() => view.focus());
};
const closeChat = () => {
	const id = model.open;
	openChat(null);
	queueMicrotask(() => document.querySelector(`[data-chat="${CSS.escape(id ?? "")}"]`)?.focus());
};

const switchPerson = async () => {
	const id = await pickPerson(model);
	if (id === null) return;
	become(id);
	writePlace({ as: id, chat: model.open }, false);
};
const leave = async () => {
	await closeSession().catch(() => undefined);
	location.hash = "";
	location.reload();
};

const faceButton = (className) =>
	el("button", {
		class: className,
		type: "button",
		"aria-label": t.whoAmI,
		onclick: () => (wide.matches ? model.demo && switchPerson() : panel.toggle(true)),
	});
const clockButton = (className) =>
	el("button", { class: `${className} clock-chip`, type: "button", "aria-label": t.clock, onclick: () => panel.toggle(true) });
const listFace = faceButton("face");
const railFace = faceButton("face");
const chips = [clockButton("chip-button"), clockButton("chip-button")];

const panel = createSidePanel(model, { switchPerson, leave, beside: () => [rail, list.root, view.root] });
const list = createChatList(model, {
	open: openChat,
	header: el("header", { class: "list-head" }, listFace, el("h1", {}, t.chats), chips[0]),
});
const view = createChatView(model, { back: closeChat, tools: chips[1] });
const rail = el(
	"div",
	{ class: "rail" },
	railFace,
	el(
		"button",
		{ class: "rail-button on", type: "button", "aria-label": t.chats, title: t.chats, onclick: () => list.focusSearch() },
		icon("chat"),
	),
	el(
		"button",
		{
			class: "rail-button clock-chip",
			type: "button",
			"aria-label": t.clock,
			title: t.clock,
			onclick: () => panel.toggle(!document.body.classList.contains("panel-open")),
		},
		icon("clock"),
	),
);
const lost = el("div", { class: "lost", role: "status" });
const shell = el("div", { class: "shell", hidden: true }, rail, list.root, view.root, panel.root, panel.shade, lost);

const render = () => {
	document.body.classList.toggle("chat-open", model.open !== null);
	list.render();
	view.render();
	panel.render();
	const me = model.people.get(model.me);
	for (const face of [listFace, railFace]) face.replaceChildren(me ? personAvatar(me.id, me.name) : icon("people"));
	const { short, time } = clockTexts(model.now);
	for (const chip of chips) chip.replaceChildren(icon("clock"), `${short} ${time}`);
	for (const node of document.querySelectorAll(".clock-chip")) node.hidden = !model.demo;
	lost.textContent = model.connected ? "" : t.reconnecting;
	lost.hidden = model.connected;
	const unread = model.chats.reduce((sum, { id }) => sum + model.unread(id), 0);
	document.title = unread > 0 ? `(${unread}) ${t.app}` : t.app;
};

/** A stream may break because the session ended: then the page asks for a code again. */
const checkSession = () => {
	if (!model.demo) getOptions().catch((error) => error.status === 401 && location.reload());
};

let unfollow = () => undefined;
const become = (id, chat = null) => {
	unfollow();
	list.forget();
	model.become(id);
	unfollow = follow(model, {
		// The clock may have been moved between the page's first reading and the stream.
		onOpen: keepClock,
		onLost: checkSession,
		onClock: (now) => {
			model.now = now;
			model.changed();
		},
	});
	const wanted = model.chat(chat) ?? model.chats.find(({ kind }) => kind === "private") ?? model.chats[0] ?? null;
	openChat(wanted?.id ?? null, { replace: true });
};

const keepClock = async () => {
	try {
		const now = model.demo ? (await getClock()).now : new Date().toISOString();
		// The clock moves forward only: an older answer may come in behind the stream's news of a move.
		if (!model.demo || now > model.now) model.now = now;
	} catch {
		// The stream's own banner tells of a lost connection.
	}
	model.changed();
};

const loadOptions = async () => {
	try {
		return await getOptions();
	} catch (error) {
		if (error.status !== 401) throw error;
		await login();
		return getOptions();
	}
};

const start = async () => {
	document.documentElement.lang = language;
	document.title = t.app;
	document.querySelector("#app").append(shell);
	const options = await loadOptions();
	model.demo = await getClock().then(
		({ now }) => {
			model.now = now;
			return true;
		},
		() => false,
	);
	model.people = new Map(withTowns(options.people, options.chats).map((person) => [person.id, person]));
	model.allChats = options.chats;
	model.subscribe(render);
	const place = readPlace();
	const known = model.demo ? model.people.has(place.as) && place.as : options.people[0]?.id;
	const id = known || (await pickPerson(model));
	rememberPerson(id);
	shell.hidden = false;
	become(id, place.chat);
	setInterval(keepClock, CLOCK_MS);
	if (options.mayScan) {
		const scan = createScan();
		shell.before(scan.bar);
		scan.look();
	}
};

addEventListener("popstate", () => {
	const place = readPlace();
	if (model.demo && place.as !== model.me && model.people.has(place.as)) become(place.as, place.chat);
	else {
		model.open = model.chat(place.chat)?.id ?? null;
		if (model.open !== null) model.markRead(model.open);
		model.changed();
	}
});
addEventListener("keydown", (event) => {
	if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
		event.preventDefault();
		list.focusSearch();
	}
	if (event.key === "Escape" && document.body.classList.contains("panel-open")) panel.toggle(false);
});
document.addEventListener("visibilitychange", () => {
	if (!document.hidden && model.open !== null) model.markRead(model.open);
});
// Some phones lay their keyboard over the page instead of shrinking it: the input would lie beneath.
visualViewport?.addEventListener("resize", () => {
	if (visualViewport.scale !== 1) return;
	document.documentElement.style.setProperty("--height", `${visualViewport.height}px`);
	scrollTo(0, 0);
});
start().catch((error) => toast(errorText(error)));
