import type { PeopleView } from "../../views/people.ts";
import type { SentencesOf } from "../catalogue.ts";
import { formats } from "./formats.ts";

export const people: SentencesOf<PeopleView["key"]> = {
	"not-bound": () => "请先绑定。私聊我发：绑定 加您的绑定码，如“绑定 K7M3P9QX”。绑定码向县督查考核办要。",
	bound: ({ name, posts, openDialogs }) =>
		[
			"绑定成功。",
			`姓名：${name}`,
			...posts.map((post) => `单位：${post.unit}　职务：${post.post || formats.role(post.role)}`),
			...(openDialogs > 0 ? [`您还有${openDialogs}份没填完的，发“我的任务”接着填。`] : []),
		].join("\n"),
	"code-refused": () => "绑定码无效。请核对后再发，或向县督查考核办要一个新的。",
	"code-in-group": () => "绑定码不能发在群里，这个码已作废。请私聊我绑定，新码向县督查考核办要。",
	"code-wait": ({ until }) => `试错次数太多，请在${formats.moment(until)}以后再试。`,
	"name-needed": ({ command }) => (command === "invite" ? "请写姓名，如“邀请 王伟”，或“邀请 全部”。" : "请写姓名，如“解绑 王伟”。"),
	"nobody-named": ({ name }) => `没有叫“${name}”的人。请按工作簿“人员”表里的姓名写。`,
	"several-named": ({ name, people }) =>
		[`叫“${name}”的有${people.length}人，是哪一位？`, ...people.map((one) => `· ${one.unit}　${one.post}`)].join("\n"),
	invited: ({ invitations }) =>
		invitations
			.map(
				(one) =>
					`${one.unit} ${one.name}（${one.post}）\n绑定码：${one.code}\n${formats.moment(one.until)}前有效，只能用一次。请让本人私聊我发：绑定 ${one.code}${one.link === null ? "" : `\n或让本人点开：${one.link}`}`,
			)
			.join("\n\n"),
	"slips-started": ({ count }) => `正在生成${count}人的绑定码，好了就发给您。`,
	"everyone-bound": () => "所有人都已绑定。",
	unbound: ({ person, accounts }) =>
		`已解绑：${person.unit} ${person.name}（${accounts}个账号）。没填完的都还在，换新账号发“邀请 ${person.name}”取码。`,
	"anonymous-sender": () => "您现在是匿名发言，我认不出您是哪一位。请在群管理员设置里关掉“匿名”，或不用频道名义再发一次；也可以私聊我。",
	"other-content": ({ asking }) => `这个我看不懂。我收文字、照片和文件。${asking ? "请接着回答上面的问题。" : ""}`,
	"no-account": ({ person }) => `${person.unit} ${person.name}没有绑定账号。`,
};
