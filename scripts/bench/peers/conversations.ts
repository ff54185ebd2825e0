// A grammY bot with @grammyjs/conversations as its documentation writes one; RUNNER=1 with runner and sequentialize.
import { Agent } from "node:http";
import {
	type Conversation,
	type ConversationData,
	type ConversationFlavor,
	conversations,
	createConversation,
	type VersionedState,
} from "@grammyjs/conversations";
import { run, sequentialize } from "@grammyjs/runner";
import { Bot, type Context } from "grammy";
import { openPeerState } from "./state.ts";
import { type Answers, NOT_UNDERSTOOD, QUESTIONS, RECEIVED, readAnswer, summary } from "./talk.ts";

const { TOKEN = "", API_ROOT = "", STATE = "", RUNNER = "" } = process.env;
const state = openPeerState(STATE);

type MyContext = ConversationFlavor<Context>;

const weekly = async (conversation: Conversation<MyContext, Context>, ctx: Context): Promise<void> => {
	const answers: Answers = {};
	for (const { id, kind, text } of QUESTIONS) {
		await ctx.reply(text);
		for (;;) {
			const answer = readAnswer(kind, (await conversation.waitFor("message:text")).message.text);
			if (answer !== null) {
				answers[id] = answer;
				break;
			}
			await ctx.reply(NOT_UNDERSTOOD);
		}
	}
	await ctx.reply(summary(answers));
	while ((await conversation.waitFor("message:text")).message.text !== "提交") await ctx.reply(summary(answers));
	await conversation.external(() => state.addReport(ctx.from?.id ?? 0, answers));
	await ctx.reply(RECEIVED);
};

const bot = new Bot<MyContext>(TOKEN, {
	client: {
		apiRoot: API_ROOT,
		baseFetchConfig: { compress: true, agent: new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY }) } as never,
	},
});
if (RUNNER === "1") bot.use(sequentialize((ctx) => String(ctx.chatId)));
bot.use(
	conversations<MyContext, Context>({
		storage: {
			type: "key",
			adapter: {
				read: (key) => state.read(key) as VersionedState<ConversationData> | undefined,
				write: (key, value) => state.write(key, value),
				delete: (key) => state.delete(key),
			},
		},
	}),
);
bot.use(createConversation(weekly));
bot.command("weekly", (ctx) => ctx.conversation.enter("weekly"));
bot.catch((error) => {
	throw error;
});
if (RUNNER === "1") {
	await bot.init();
	run(bot);
	process.send?.("ready");
} else void bot.start({ onStart: () => void process.send?.("ready") });
