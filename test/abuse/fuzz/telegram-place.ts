import { buttonsOf, textOf } from "../../support/telegram/chat.ts";
import { shown } from "../../support/telegram/server.ts";
import { BOT_TOKEN } from "../../support/telegram/telegram-demo.ts";
import type { TelegramStage } from "../../support/telegram/telegram-stage.ts";
import type { Universe } from "../../support/universe.ts";
import { Actor } from "./actor.ts";
import { ABUSED, honestPeople, INSIDERS, nameOf, namesIn } from "./cast.ts";
import type { Partner } from "./honest.ts";
import type { Place } from "./place.ts";
import { faultsOfCalls } from "./watch.ts";

/** Posts a chat of the fake keeps, and button data remembered. */
const POSTS_KEPT = 40;
const PRESSES_KEPT = 2000;

/** Telegram: strangers, people of every role gone wrong, a hidden administrator; beside them honest people going through their reports. */
export const telegramPlace = (universe: Universe, stage: TelegramStage): Place => {
	const { world } = stage.telegram;
	const { bot } = stage;
	const [first, second] = ABUSED;
	if (!first || !second) throw new Error("the demo has too few townships");
	const names = namesIn(universe);
	let seen: string[] = [];
	world.onSight((sight) => {
		if (sight.kind === "message" || sight.kind === "edit")
			for (const { callback_data: data } of buttonsOf(sight.post)) if (data !== undefined) seen.push(data);
	});
	const boss = world.person({ id: 5_000_080_000, first: "zq7s0" });
	const groups = [
		stage.group(first.code),
		stage.group(second.code),
		world.group({ title: "<b>zq7s0</b>@everyone", owner: boss }),
		world.group({ title: "=cmd|zq7s0", owner: boss, kind: "group" }),
	];
	for (const group of groups.slice(2)) group.add(bot, boss);
	const shared = { bot, names: () => names, seen: () => seen };
	const strangers = Array.from({ length: 9 }, (_, at) => {
		const person = at === 0 ? boss : world.person({ id: 5_000_080_000 + at, first: `<script>zq7s${at}` });
		person.meet(bot);
		return new Actor({ ...shared, name: `stranger ${at}`, person, groups: at % 3 === 2 ? [] : groups, mark: `s${at}` });
	});
	const bound = INSIDERS.map(
		(key, at) => new Actor({ ...shared, name: key, person: stage.person(key), groups: at % 4 === 3 ? [] : groups, mark: `i${at}` }),
	);
	const hidden = world.person({ id: 5_000_081_000, first: "zq7s9" });
	hidden.meet(bot);
	const ghost = new Actor({ ...shared, name: "anonymous administrator", person: hidden, groups, mark: "s9" });
	for (const group of groups) {
		const member = group.chat.members.get(hidden.user.id);
		if (member) group.chat.members.set(hidden.user.id, { ...member, status: "administrator", anonymous: true });
	}
	const theirs = new Set(groups.map(({ id }) => String(id)));
	const partner = (key: string): Partner => {
		const person = stage.person(key);
		return {
			say: (text) => void person.say(bot, text),
			shown: () =>
				shown(bot.chatWith(person.user), bot).map((post) => ({
					text: textOf(post),
					press(label) {
						if (!buttonsOf(post).some((button) => button.text === label)) return false;
						person.press(post, label);
						return true;
					},
				})),
		};
	};
	return {
		actors: [...strangers, ...bound, ghost],
		insiders: INSIDERS.map((key) => {
			const person = stage.person(key);
			return { key, name: nameOf(key), account: String(person.user.id), bind: (code) => void person.start(bot, code) };
		}),
		honest: honestPeople("question by question", partner),
		secret: BOT_TOKEN,
		tellFromOffice: (text) => void stage.person("DC01").say(bot, text),
		taken: () => stage.taken(),
		look(isHeard) {
			const faults = faultsOfCalls(world.calls, (chat) => theirs.has(chat) || isHeard(chat));
			const sent = world.calls.length;
			world.calls.length = 0;
			for (const chat of [...bot.chats.values(), ...groups.map((group) => group.chat)]) chat.keepNewest(POSTS_KEPT);
			seen = seen.slice(-PRESSES_KEPT);
			stage.forget();
			return { sent, faults };
		},
	};
};
