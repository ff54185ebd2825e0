import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** Rooms that get the time, chance and the outside handed to them. */
const PURE_ROOMS = ["domain", "views", "language", "dialog", "flows", "scoring", "reminders", "render", "locales", "workbook", "app"];

/** What a pure room may not name, and where it gets it instead. */
const IMPURE = {
	"Date.now": "the instant comes in as an argument or through the Clock port",
	"new Date()": "the instant comes in as an argument or through the Clock port",
	"Date()": "the instant comes in as an argument or through the Clock port",
	"Temporal.Now": "the instant comes in as an argument or through the Clock port",
	"performance.now": "the instant comes in as an argument or through the Clock port",
	"Math.random": "chance comes through the Ids port or a seed",
	"crypto.randomUUID": "ids come through the Ids port",
	"crypto.getRandomValues": "ids come through the Ids port",
	randomUUID: "ids come through the Ids port",
	randomBytes: "ids come through the Ids port",
	randomInt: "chance comes through the Ids port or a seed",
	process: "settings come from src/config.ts through main",
	setTimeout: "waiting is the Clock's",
	setInterval: "waiting is the Clock's",
	setImmediate: "waiting is the Clock's",
	fetch: "the network belongs to the channels",
	console: "what happened goes to the Log port",
};

/** Where text in Chinese may stand, each place with its reason. */
const CHINESE_ALLOWED = [
	{ path: /^src\/locales\//, why: "every sentence a person reads" },
	{ path: /^src\/language\//, why: "the words people type" },
	{ path: /^src\/workbook\//, why: "sheets, columns and explanations are the workbook's own format" },
	{ path: /^src\/domain\/measure\.ts$/, why: "the names of measures are data of the field" },
	{ path: /^src\/domain\/rule\.ts$/, why: "rules are named as the office writes them in the sheet 细则" },
	{ path: /^src\/views\/workbook\.ts$/, why: "the sheets' names are the workbook's own format" },
	{ path: /^src\/(flows|app)\/(.+\/)?[a-z-]+-words\.ts$/, why: "the words a command or an answer is typed as" },
	{ path: /^src\/flows\/compile-flow\.ts$/, why: "what people call a question the workbook gives no name" },
	{ path: /^src\/dialog\/kinds\/[a-z]+\.ts$/, why: "the words the workbook writes its conditions with" },
	{ path: /^src\/render\/document\/page-rules\.ts$/, why: "the faces an official document is set in have Chinese names" },
	{ path: /^src\/config\.ts$/, why: "a wrong setting must be told before anything else is loaded" },
	{ path: /^src\/channels\/room\/page\//, why: "the page's own labels, served as it is" },
];

/** Workers of pure rooms and what starts them: they run beside the turns and may do what the room may not. */
const BESIDE_THE_TURNS = /^src\/(workbook|render\/picture)\/.*worker\.ts$/;

/**
 * Whether a text holds a Chinese word: punctuation alone is none, and the product's name is the same in every language.
 * @param {string} text
 */
const isChinese = (text) => /\p{Script=Han}/u.test(text.replaceAll("一线通", ""));

/** @typedef {{ file: string, line: number, rule: "pure" | "chinese" | "environment", found: string, why: string }} Finding */

/** @param {string} file */
const isPure = (file) => PURE_ROOMS.includes(file.split("/")[1] ?? "") && !BESIDE_THE_TURNS.test(file);

/** @param {ts.Node} node */
const isName = (node) =>
	!(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) &&
	!(ts.isPropertyAssignment(node.parent) && node.parent.name === node) &&
	!ts.isPropertySignature(node.parent) &&
	!ts.isPropertyDeclaration(node.parent) &&
	!ts.isMethodDeclaration(node.parent) &&
	!ts.isMethodSignature(node.parent);

/**
 * The impure thing a node names, if it names one.
 * @param {ts.Node} node
 * @returns {string | undefined}
 */
const impureName = (node) => {
	if (ts.isNewExpression(node)) return node.expression.getText() === "Date" && !node.arguments?.length ? "new Date()" : undefined;
	if (ts.isCallExpression(node)) return node.expression.getText() === "Date" ? "Date()" : undefined;
	if (ts.isPropertyAccessExpression(node)) return node.getText();
	return ts.isIdentifier(node) && isName(node) ? node.text : undefined;
};

/**
 * Text somebody may come to read. A regular expression is not: it reads.
 * @param {ts.Node} node
 */
const isText = (node) =>
	ts.isStringLiteral(node) ||
	ts.isNoSubstitutionTemplateLiteral(node) ||
	ts.isTemplateHead(node) ||
	ts.isTemplateMiddle(node) ||
	ts.isTemplateTail(node);

/**
 * What a source file does that its room may not: impure names in a pure room, Chinese text outside the rooms for text, the environment
 * read outside src/config.ts. `file` is relative to the project, with forward slashes.
 * @param {string} file
 * @param {string} text
 * @returns {Finding[]}
 */
export const findImpurities = (file, text) => {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
	const pure = isPure(file);
	const chinese = CHINESE_ALLOWED.some((place) => place.path.test(file));
	/** @type {Finding[]} */
	const findings = [];
	/** @type {(node: ts.Node, rule: Finding["rule"], why: string) => void} */
	const report = (node, rule, why) => {
		const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
		findings.push({ file, line, rule, found: node.getText().slice(0, 60), why });
	};
	/** @param {ts.Node} node */
	const visit = (node) => {
		const name = impureName(node);
		if (pure && name !== undefined && Object.hasOwn(IMPURE, name)) report(node, "pure", IMPURE[/** @type {keyof typeof IMPURE} */ (name)]);
		if (name === "process.env" && file !== "src/config.ts") report(node, "environment", "src/config.ts alone reads the environment");
		if (!chinese && isText(node) && isChinese(node.getText())) report(node, "chinese", "text people read lives in src/locales");
		ts.forEachChild(node, visit);
	};
	visit(source);
	return findings;
};

/**
 * Findings over every TypeScript source of a project, in file order.
 * @param {string} root
 * @returns {Finding[]}
 */
export const findAllImpurities = (root) =>
	readdirSync(path.join(root, "src"), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.includes("generated"))
		.map((entry) => path.join(entry.parentPath, entry.name))
		.sort()
		.flatMap((file) => findImpurities(path.relative(root, file).split(path.sep).join("/"), readFileSync(file, "utf8")));
