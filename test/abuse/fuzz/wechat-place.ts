import type { Universe } from "../../support/universe.ts";
import type { Post } from "../../support/wechat/post.ts";
import type { WechatStage } from "../../support/wechat/wechat-stage.ts";
import { ABUSED, honestPeople, INSIDERS, nameOf, namesIn } from "./cast.ts";
import type { Place } from "./place.ts";
import { faultsOfPosts } from "./watch.ts";
import { WechatActor } from "./wechat-actor.ts";

const OFFICE = "DC01";
/** What nothing is: WeChat has no token. */
const NO_SECRET = "no token here";

/** WeChat: strangers and people of every role gone wrong; beside them honest people, who answer all that is asked in one message. */
export const wechatPlace = (universe: Universe, stage: WechatStage): Place => {
	const { world } = stage;
	const [first, second] = ABUSED;
	if (!first || !second) throw new Error("the demo has too few townships");
	const names = namesIn(universe);
	const boss = world.person("zq7s0");
	const groups = [
		stage.group(first.code),
		stage.group(second.code),
		world.group("<b>zq7s0</b>@所有人", [boss]),
		world.group("=cmd|zq7s0", [boss]),
	];
	const strangers = Array.from({ length: 9 }, (_, at) => {
		const person = at === 0 ? boss : world.person(`<script>zq7s${at}`);
		return new WechatActor({ world, person, groups: at % 3 === 2 ? [] : groups, names, mark: `s${at}` });
	});
	const bound = INSIDERS.map(
		(key, at) => new WechatActor({ world, person: stage.person(key), groups: at % 4 === 3 ? [] : groups, names, mark: `i${at}` }),
	);
	let posted: Post[] = [];
	world.onSight((post) => posted.push(post));
	let looked = 0;
	return {
		actors: [...strangers, ...bound],
		insiders: INSIDERS.map((key) => {
			const person = stage.person(key);
			return { key, name: nameOf(key), account: person.id, bind: (code) => void person.say(`绑定 ${code}`) };
		}),
		honest: honestPeople("all at once", (key) => {
			const person = stage.person(key);
			return {
				say: (text) => void person.say(text),
				shown: () => world.shown(person).map(({ text }) => ({ text, press: () => false })),
			};
		}),
		secret: NO_SECRET,
		tellFromOffice: (text) => void stage.person(OFFICE).say(text),
		// One after another is taken in: once this one is, all before it are.
		taken: () => stage.say(OFFICE, null, "我的任务"),
		look(isHeard) {
			const theirs = new Set(groups.map(({ id }) => id));
			const faults = faultsOfPosts(posted, (chat) => theirs.has(chat) || isHeard(chat));
			const sent = posted.length;
			posted = [];
			// What was said since the last look is still being read and answered.
			world.posts.splice(0, looked);
			looked = world.posts.length;
			stage.forget();
			return { sent, faults };
		},
	};
};
