/** Stands between a message and its choices where there are no buttons. */
const LEAD = "请回复数字：";

/** A message as people read it who see the numbered lines at its end as choices. */
export const choicesIn = (text: string): { readonly text: string; readonly choices: readonly string[] } => {
	const lines = text.split("\n");
	const at = lines.lastIndexOf(LEAD);
	const rest = lines.slice(at + 1).map((line) => /^\d+\. (.+)$/u.exec(line)?.[1]);
	if (at === -1 || rest.some((label) => label === undefined)) return { text, choices: [] };
	return { text: lines.slice(0, at).join("\n"), choices: rest as string[] };
};
