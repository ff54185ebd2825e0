/** A transcript without what is said only where a messenger is running: links into it, and how much went out by it. */
export const withoutOwnLines = (text: string): string => text.replace(/^.*(?:https:\/\/t\.me\/|【从哪儿发的】).*\n/gmu, "");
