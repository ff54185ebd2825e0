import { audienceMaySee, may } from "../../domain/permission.ts";
import type { Unit } from "../../domain/unit.ts";
import { meansNone, meansWholeCounty } from "../../language/command-words.ts";
import type { GroupAudience } from "../../views/office.ts";
import { exampleUnit } from "../groups/group-event.ts";
import { groupHere, groupSubject } from "../groups/known-group.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { distinctName } from "../units/distinct-name.ts";
import { askWhichUnit, type LeadingUnit, readLeadingUnit } from "../units/leading-unit.ts";
import { type CommandHandler, refuse } from "./handler.ts";

/** 绑定群 UNIT, in the group itself: whose group it is, and so what may be told there (audienceMaySee). 绑定群 解除 ends it. */
export const bindGroup: CommandHandler = async (turn, speaker, rest) => {
	const example = exampleUnit(turn) ?? turn.county.root.name;
	if (!turn.inGroup) return turn.say({ key: "bind-group-elsewhere", example, buttons: [] });
	const made = turn.world.groupUnit(turn.chat);
	if (made !== null) return turn.say({ key: "group-made-of-unit", unit: turn.county.unit(made)?.name ?? made, buttons: [] });
	const words = withoutGroup(rest);
	if (words === "") return turn.say({ key: "group-unit", unit: boundTo(turn), example, buttons: [] });
	if (meansNone(words)) return release(turn, speaker, example);
	const named: LeadingUnit | null = meansWholeCounty(words)
		? { kind: "sure", unit: turn.county.root, rest: "" }
		: readLeadingUnit(turn, speaker, words);
	if (named === null || named.rest !== "") return turn.say({ key: "unit-not-found", text: rest.slice(0, 20), example, buttons: [] });
	if (named.kind === "unsure") return askWhichUnit(turn, speaker, "/bindgroup", named);
	return bindTo(turn, speaker, successorOf(turn, named.unit));
};

/** 「大巴镇群」 and 「大巴镇工作群」 are called after their unit. */
const withoutGroup = (text: string): string => text.replace(/(?:的?(?:工作)?群)?[。.!！\s]*$/u, "");

/** A unit that was renamed or merged lives on as the one that took over. */
const successorOf = (turn: Turn, unit: Unit): Unit => {
	let now = unit;
	// As many steps as there are units end any circle.
	for (let step = turn.county.data.units.length; step > 0 && now.validTo !== null && now.validTo < turn.today; step -= 1) {
		const next = now.successor === null ? undefined : turn.county.unit(now.successor);
		if (!next) break;
		now = next;
	}
	return now;
};

const bindTo = (turn: Turn, speaker: Speaker, unit: Unit): void => {
	if (!may(turn.county, speaker.person, "bind-group", unit.code, turn.today)) {
		refuse(turn, "bind-group", unit);
		return;
	}
	const group = groupHere(turn);
	const before = group.unit === unit.code ? null : boundTo(turn);
	turn.add({ do: "save-group", group: { ...group, unit: unit.code, updatedAt: turn.now } });
	turn.audit(speaker.person.key, "group:bound", groupSubject(turn.chat), { unit: unit.code, before: group.unit });
	turn.say({ key: "group-bound", unit: distinctName(turn.county, unit), before, audience: audienceOf(turn, unit), buttons: [] });
};

const release = (turn: Turn, speaker: Speaker, example: string): void => {
	const group = groupHere(turn);
	const unit = boundTo(turn);
	if (group.unit !== null) {
		turn.add({ do: "save-group", group: { ...group, unit: null, updatedAt: turn.now } });
		turn.audit(speaker.person.key, "group:unbound", groupSubject(turn.chat), { before: group.unit });
	}
	turn.say({ key: "group-unbound", unit, example, buttons: [] });
};

/** The name of the unit the group is bound to. */
const boundTo = (turn: Turn): string | null => {
	const code = turn.group?.unit ?? null;
	if (code === null) return null;
	const unit = turn.county.unit(code);
	return unit ? distinctName(turn.county, unit) : code;
};

const audienceOf = (turn: Turn, unit: Unit): GroupAudience => {
	if (unit.code === turn.county.root.code) return "county";
	const [below] = turn.county.children(unit.code);
	return below && audienceMaySee(turn.county, unit.code, below.code) ? "around" : "own";
};
