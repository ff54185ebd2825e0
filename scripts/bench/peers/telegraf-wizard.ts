// A telegraf bot as its documentation writes one: a wizard scene, sessions in a store. TOKEN, API_ROOT and STATE come from the environment.
import { Agent } from "node:http";
import { Scenes, session, Telegraf } from "telegraf";
import { openPeerState } from "./state.ts";
import { type Answers, NOT_UNDERSTOOD, QUESTIONS, RECEIVED, readAnswer, summary } from "./talk.ts";

const { TOKEN = "", API_ROOT = "", STATE = "" } = process.env;
const state = openPeerState(STATE);

interface Kept {
	answers?: Answers;
}
type Context = Scenes.WizardContext;

const answersOf = (ctx: Context): Answers => {
	const kept = ctx.wizard.state as Kept;
	kept.answers ??= {};
	return kept.answers;
};
const textOf = (ctx: Context): string => (ctx.message && "text" in ctx.message ? ctx.message.text : "");

const wizard = new Scenes.WizardScene<Context>(
	"weekly",
	async (ctx) => {
		await ctx.reply(QUESTIONS[0].text);
		return ctx.wizard.next();
	},
	...QUESTIONS.map(({ id, kind }, index) => async (ctx: Context) => {
		const answer = readAnswer(kind, textOf(ctx));
		if (answer === null) return ctx.reply(NOT_UNDERSTOOD);
		answersOf(ctx)[id] = answer;
		await ctx.reply(QUESTIONS[index + 1]?.text ?? summary(answersOf(ctx)));
		return ctx.wizard.next();
	}),
	async (ctx) => {
		if (textOf(ctx) !== "提交") return ctx.reply(summary(answersOf(ctx)));
		state.addReport(ctx.from?.id ?? 0, answersOf(ctx));
		await ctx.reply(RECEIVED);
		return ctx.scene.leave();
	},
);

const bot = new Telegraf<Context>(TOKEN, {
	telegram: { apiRoot: API_ROOT, agent: new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY }) },
});
bot.use(
	session({
		store: {
			get: (key) => state.read(key) as never,
			set: (key, value) => state.write(key, value),
			delete: (key) => state.delete(key),
		},
	}),
);
bot.use(new Scenes.Stage<Context>([wizard]).middleware());
bot.command("weekly", (ctx) => ctx.scene.enter("weekly"));
void bot.launch({ dropPendingUpdates: false }, () => process.send?.("ready"));
