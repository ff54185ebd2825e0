import { personAvatar } from "./avatar.js";
import { el, icon } from "./dom.js";
import { findPeople, groupPeople, placeOf } from "./people.js";
import { t } from "./texts.js";

const SHOWN = 60;
const RECENT_KEY = "yixian-recent";
const RECENTS = 5;

const readRecent = () => {
	try {
		return JSON.parse(localStorage.getItem(RECENT_KEY) ?? "[]");
	} catch {
		return [];
	}
};

/** Remembers a choice for the top of the list. */
export const rememberPerson = (id) =>
	localStorage.setItem(RECENT_KEY, JSON.stringify([id, ...readRecent().filter((one) => one !== id)].slice(0, RECENTS)));

/** Opens the choice of a person; resolves with their id, or null when it is closed without one. */
export const pickPerson = (model) =>
	new Promise((resolve) => {
		let chosen = null;
		const choose = (id) => {
			chosen = id;
			dialog.close();
		};
		const row = (person) =>
			el(
				"button",
				{
					class: "person",
					type: "button",
					"data-person": person.id,
					"aria-current": person.id === model.me ? "true" : null,
					onclick: () => choose(person.id),
				},
				personAvatar(person.id, person.name),
				el("span", { class: "person-text" }, el("b", {}, person.name), el("small", {}, placeOf(person))),
				person.role !== "" && el("span", { class: `role ${person.role}` }, t.roles[person.role] ?? person.role),
			);
		const villageFold = (villages) =>
			villages.length > 0 &&
			el(
				"details",
				{ class: "fold villages" },
				el("summary", {}, icon("down"), t.villagesOf(villages.length)),
				el("div", {}, villages.map(row)),
			);
		const unitFold = ({ title, people, villages }) =>
			el(
				"details",
				{ class: "fold" },
				el("summary", {}, icon("down"), title, el("span", { class: "count" }, t.people(people.length + villages.length))),
				el("div", {}, people.map(row), villageFold(villages)),
			);
		const section = ({ title, people, groups }) =>
			el(
				"section",
				{},
				el("h3", {}, title),
				people.length > 12 ? unitFold({ title: t.people(people.length), people, villages: [] }) : people.map(row),
				groups.map(unitFold),
			);

		const everybody = [...model.people.values()];
		const list = el("div", { class: "people" });
		const status = el("p", { class: "found", role: "status" });
		const showAll = () => {
			const recent = readRecent()
				.map((id) => model.people.get(id))
				.filter(Boolean);
			status.textContent = "";
			list.replaceChildren(
				...(recent.length > 0 ? [section({ title: t.recent, people: recent, groups: [] })] : []),
				...groupPeople(everybody).map(section),
			);
		};
		const showFound = (words) => {
			const found = findPeople(everybody, words);
			status.textContent = found.length === 0 ? t.nobody : found.length > SHOWN ? t.foundMore(found.length) : t.found(found.length);
			list.replaceChildren(...found.slice(0, SHOWN).map(row));
		};
		const search = el("input", {
			type: "search",
			class: "search-field",
			placeholder: t.pickSearch,
			"aria-label": t.pickSearch,
			autocomplete: "off",
			oninput: () => (search.value.trim() === "" ? showAll() : showFound(search.value)),
		});
		const steps = { ArrowDown: 1, ArrowUp: -1 };
		const walk = (event) => {
			if (event.isComposing) return;
			if (event.key === "Enter" && event.target === search) list.querySelector("button.person")?.click();
			const step = steps[event.key];
			if (step === undefined) return;
			const stops = [search, ...list.querySelectorAll("button.person, summary")].filter((node) => node.checkVisibility?.() ?? true);
			const next = stops[stops.indexOf(document.activeElement) + step];
			next?.focus();
			event.preventDefault();
		};
		const closeButton = el(
			"button",
			{ class: "round", type: "button", "aria-label": t.close, onclick: () => dialog.close() },
			icon("close"),
		);
		const dialog = el(
			"dialog",
			{ class: "picker", tabindex: "-1", "aria-label": t.pickTitle, onkeydown: walk },
			el("header", {}, el("h2", {}, t.pickTitle), model.me === null ? null : closeButton),
			el("p", { class: "hint" }, t.pickHint),
			el("label", { class: "search" }, icon("search"), search),
			status,
			list,
		);
		dialog.addEventListener("cancel", (event) => {
			if (model.me === null) event.preventDefault();
		});
		dialog.addEventListener("close", () => {
			dialog.remove();
			if (chosen !== null) rememberPerson(chosen);
			resolve(chosen);
		});
		showAll();
		document.body.append(dialog);
		dialog.showModal();
		// On a phone the keyboard would cover the list before anyone has seen it.
		if (matchMedia("(pointer: coarse)").matches) dialog.focus();
		else search.focus();
	});
