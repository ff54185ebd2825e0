import { moveClock } from "./api.js";
import { personAvatar } from "./avatar.js";
import { el, icon, toast } from "./dom.js";
import { placeOf } from "./people.js";
import { errorText, t } from "./texts.js";
import { clockTexts, fieldValue, jumpTargets } from "./time.js";

const whoCard = (model, { switchPerson, leave }) => {
	const me = model.people.get(model.me);
	if (!me) return el("section", { class: "card" });
	const action = model.demo
		? el("button", { class: "quiet", type: "button", onclick: switchPerson }, icon("swap"), t.switchPerson)
		: el("button", { class: "quiet", type: "button", onclick: leave }, icon("leave"), t.logout);
	return el(
		"section",
		{ class: "card who" },
		el("h2", {}, t.whoAmI),
		el(
			"div",
			{ class: "who-line" },
			personAvatar(me.id, me.name),
			el(
				"div",
				{},
				el("b", {}, me.name),
				el("small", {}, placeOf(me)),
				me.role !== "" && el("span", { class: `role ${me.role}` }, t.roles[me.role] ?? me.role),
			),
		),
		action,
	);
};

/** Who one is and, in the demo, the clock. */
export const createSidePanel = (model, { switchPerson, leave, beside }) => {
	let moving = false;
	const go = async (to) => {
		if (moving) return;
		moving = true;
		render();
		try {
			model.now = (await moveClock(to)).now;
		} catch (error) {
			toast(error.code === "clock_range" ? t.clockPast : errorText(error));
		}
		moving = false;
		model.changed();
		render();
	};
	const face = el("div", { class: "clock-face", role: "timer", "aria-live": "off" });
	const state = el("p", { class: "hint", role: "status" });
	const jumps = el(
		"div",
		{ class: "jumps" },
		Object.entries(t.jumps).map(([name, text]) =>
			el("button", { class: "quiet", type: "button", "data-jump": name, onclick: () => go(jumpTargets(model.now)[name]) }, text),
		),
	);
	const moment = el("input", { type: "datetime-local", class: "moment", "aria-label": t.jumpTo });
	const goToChosen = (event) => {
		event.preventDefault();
		if (moment.value) go(moment.value);
	};
	// A moment without an offset is read by the county's wall clock, which is what the field shows.
	const chosen = el("form", { class: "chosen", onsubmit: goToChosen }, moment, el("button", { class: "quiet", type: "submit" }, t.jumpTo));
	const clock = el("section", { class: "card clock" }, el("h2", {}, t.clock), face, state, jumps, chosen);
	const closer = el(
		"button",
		{ class: "round closer", type: "button", "aria-label": t.close, onclick: () => toggle(false) },
		icon("close"),
	);
	const slot = el("div", {});
	const root = el("aside", { class: "panel", "aria-label": t.whoAmI }, closer, slot, clock);
	const shade = el("div", { class: "shade", onclick: () => toggle(false) });

	let opener = null;
	const toggle = (open) => {
		if (open) opener = document.activeElement;
		for (const node of beside()) node.inert = open;
		document.body.classList.toggle("panel-open", open);
		if (open) closer.focus();
		else opener?.focus?.();
	};
	root.addEventListener("keydown", (event) => {
		if (event.key === "Escape") toggle(false);
	});

	const closeAndSwitch = () => {
		toggle(false);
		switchPerson();
	};
	const render = () => {
		slot.replaceChildren(whoCard(model, { switchPerson: closeAndSwitch, leave }));
		clock.hidden = !model.demo;
		const { date, weekday, time } = clockTexts(model.now);
		face.replaceChildren(el("b", {}, time), el("span", {}, `${date} ${weekday}`));
		state.textContent = moving ? t.moving : t.clockHint;
		clock.classList.toggle("busy", moving);
		for (const button of clock.querySelectorAll("button")) button.disabled = moving;
		if (document.activeElement !== moment) moment.value = fieldValue(model.now);
		moment.min = fieldValue(model.now);
	};
	return { root, shade, render, toggle };
};
