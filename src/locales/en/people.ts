import type { PeopleView } from "../../views/people.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

export const people: SentencesOf<PeopleView["key"]> = {
	"not-bound": () =>
		"Please bind first. Send me in private: /bind and your code, such as /bind K7M3P9QX. The supervision office gives codes.",
	bound: ({ name, posts, openDialogs }) =>
		[
			"Bound.",
			`Name: ${name}`,
			...posts.map((post) => `Unit: ${post.unit}, post: ${post.post || formats.role(post.role)}`),
			...(openDialogs > 0 ? [`${openDialogs} unfinished: send /todo to go on.`] : []),
		].join("\n"),
	"code-refused": () => "This code does not work. Please check it or ask the supervision office for a new one.",
	"code-in-group": () => "Never send a code in a group: this one is void now. Bind in private with a new one.",
	"code-wait": ({ until }) => `Too many tries. Please try again after ${formats.moment(until)}.`,
	"name-needed": ({ command }) => `Please give a name, such as /${command} 王伟.`,
	"nobody-named": ({ name }) => `Nobody is called "${name}". Use the name in sheet 人员.`,
	"several-named": ({ name, people }) =>
		[`${people.length} people are called "${name}":`, ...people.map((one) => `· ${one.unit}, ${one.post}`)].join("\n"),
	invited: ({ invitations }) =>
		invitations
			.map(
				(one) =>
					`${one.unit} ${one.name} (${one.post})\nCode: ${one.code}\nWorks once, until ${formats.moment(one.until)}. They send me in private: /bind ${one.code}${one.link === null ? "" : `\nor open: ${one.link}`}`,
			)
			.join("\n\n"),
	"slips-started": ({ count }) => `Writing codes for ${count} people; the file follows.`,
	"everyone-bound": () => "Everybody is bound.",
	unbound: ({ person, accounts }) =>
		`Unbound: ${person.unit} ${person.name} (${accounts} accounts). Open forms are kept; /invite ${person.name} gives a new code.`,
	"anonymous-sender": () =>
		"You write anonymously, so I cannot tell who you are. Please switch 'Remain anonymous' off, do not write as a channel, or write to me in private.",
	"other-content": ({ asking }) =>
		`I cannot read this. I take text, photos and files.${asking ? " Please answer the question above." : ""}`,
	"no-account": ({ person }) => `${person.unit} ${person.name} has no bound account.`,
};
