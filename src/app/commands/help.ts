import type { CommandId } from "../../domain/command.ts";
import { isZero } from "../../domain/decimal.ts";
import { periodOf } from "../../domain/period.ts";
import { mayAnywhere } from "../../domain/permission.ts";
import { postsOn } from "../../domain/person.ts";
import type { ViewButton } from "../../views/button.ts";
import type { HelpExample } from "../../views/plain.ts";
import { indicatorsOf } from "../reports/figures.ts";
import type { Speaker, Turn } from "../turns/turn.ts";
import { commandsFor } from "./commands-for.ts";
import type { CommandHandler } from "./handler.ts";

/** 帮助: the commands this person may use, with one example each. */
export const help: CommandHandler = async (turn, speaker) => {
	const commands = commandsFor(turn.county, speaker.person, turn.today);
	const shortcut = (id: CommandId, word: "weekly" | "my-tasks" | "progress", text: string): ViewButton[] =>
		commands.includes(id) ? [{ label: { word }, action: { do: "say", text } }] : [];
	const buttons = [
		...shortcut("weekly", "weekly", "/weekly"),
		...shortcut("my-tasks", "my-tasks", "/todo"),
		...shortcut("progress", "progress", "/progress"),
	];
	turn.say({ key: "help", commands, example: exampleFor(turn, speaker), numbered: false, buttons }, { addressee: speaker.person });
};

/** Examples that work as they stand: the reader's own unit where their rights end there. */
const exampleFor = ({ county, today }: Turn, { person }: Speaker): HelpExample => {
	const busy = county.data.targets.find((target) => !isZero(target.annual))?.unit;
	const township = (busy === undefined ? undefined : county.unit(busy)) ?? county.root;
	const seen = postsOn(person, today)
		.flatMap((post) => county.unit(post.unit) ?? [])
		.find((unit) => unit.kind === "township" || unit.kind === "village");
	const below = seen === undefined ? township : (county.children(seen.code)[0] ?? seen);
	const duty = county.data.duties.find((one) => indicatorsOf(one, county).length > 0);
	const figures =
		duty === undefined
			? []
			: indicatorsOf(duty, county).map(({ name, aliases, places, measure }) => `${aliases[0] ?? name}${places === 0 ? 1 : 45}${measure}`);
	return {
		unit: (seen ?? township).name,
		proxyUnit: mayAnywhere(person, "report-for-others", today) ? below.name : null,
		figures: figures.join(" "),
		week: periodOf("week", today),
	};
};
