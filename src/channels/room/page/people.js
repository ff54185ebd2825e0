import { t } from "./texts.js";

const TOWNSHIP = /(镇|乡|街道|苏木|农场|林场|牧场|开发区|园区)$/;
const OFFICE = new Set(["supervisor", "organiser"]);

/** A village person's township: the unit may begin with its name, else the work group they sit in tells. */
const townshipOf = (person, townships, chats) => {
	const named = townships.find((name) => person.unit !== name && person.unit.startsWith(name));
	if (named) return named;
	const titles = chats.filter((chat) => chat.members.includes(person.id)).map(({ title }) => title);
	return townships.find((name) => titles.some((title) => title.startsWith(name))) ?? null;
};

/** Gives every village person the name of their township (`town`, null where nothing tells): several townships have a 平安地村. */
export const withTowns = (people, chats) => {
	const isTown = ({ role, unit }) => role !== "village" && TOWNSHIP.test(unit);
	const townships = [...new Set(people.filter(isTown).map(({ unit }) => unit))];
	const groups = chats.filter(({ kind }) => kind === "group");
	return people.map((person) => ({ ...person, town: person.role === "village" ? townshipOf(person, townships, groups) : null }));
};

const byUnit = (people) => {
	const units = new Map();
	for (const person of people) units.set(person.unit, [...(units.get(person.unit) ?? []), person]);
	return [...units].map(([title, members]) => ({ title, people: members, villages: [] }));
};

/**
 * The people one may be, as the county is ordered: office, leaders, departments, townships with their villages. Sections without
 * `groups` list their people at once, the others unfold unit by unit.
 */
export const groupPeople = (people) => {
	const of = (test) => people.filter(test);
	const office = of(({ role }) => OFFICE.has(role));
	const leaders = of(({ role }) => role === "leader");
	const villagers = of(({ role }) => role === "village");
	const strangers = of(({ role }) => role === "");
	const rest = of(({ role }) => role !== "" && !OFFICE.has(role) && role !== "leader" && role !== "village");
	const townships = byUnit(rest.filter(({ unit }) => TOWNSHIP.test(unit)));
	const departments = rest.filter(({ unit }) => !TOWNSHIP.test(unit));
	const strays = [];
	for (const person of villagers) {
		const township = townships.find(({ title }) => title === person.town);
		if (township) township.villages.push(person);
		else strays.push(person);
	}
	return [
		{ title: t.sections.office, people: office, groups: [] },
		{ title: t.sections.leader, people: leaders, groups: [] },
		{ title: t.sections.department, people: departments, groups: [] },
		{ title: t.sections.township, people: [], groups: townships },
		{ title: t.sections.village, people: [], groups: byUnit(strays) },
		{ title: t.sections.stranger, people: strangers, groups: [] },
	].filter((section) => section.people.length + section.groups.length > 0);
};

/** "大巴镇 · 分管副镇长"; what a person lacks is left out. */
export const placeOf = ({ town, unit, post }) => {
	const unitText = town && !unit.startsWith(town) ? `${town}${unit}` : unit;
	return [unitText, post].filter(Boolean).join(" · ");
};

/** People whose name, township, unit, post or role holds every word of a search. */
export const findPeople = (people, search) => {
	const words = search.toLowerCase().split(/\s+/).filter(Boolean);
	return people.filter((person) => {
		const text = `${person.town ?? ""}${person.unit}${person.post}${person.name}${t.roles[person.role] ?? ""}`.toLowerCase();
		return words.every((word) => text.includes(word));
	});
};
