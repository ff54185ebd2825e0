import { type Person, type Post, personKey, type Role } from "../../domain/person.ts";
import { type Unit, unitCode } from "../../domain/unit.ts";
import { COUNTY_CODE, DEPARTMENTS } from "./demo-units.ts";

const MARK = "（演示）";
const SURNAMES = [..."李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕包白佟关齐"];
const GIVEN = (
	"建国 志强 秀兰 海龙 桂芳 永胜 淑珍 立新 德山 晓东 凤英 国庆 长河 春梅 玉柱 文革 景田 丽华 宝山 双喜 " +
	"福生 红霞 树林 桂兰 占军 铁柱 亚楠 广林 艳玲 庆丰 明远 雪梅 殿臣 月娥 连生 巴图 金锁 喜凤 满仓 其木格 " +
	"万福 彩云 兴旺 乌兰 玉清 守业 长顺 素琴 百岁 向阳 子轩 佳音 振华 晓燕 宏伟 玉芬 学文 秋菊"
).split(" ");

/** Three of one name, told apart by their keys alone: by the unit they serve. */
const NAMESAKE = "王伟";
const NAMESAKE_UNITS: ReadonlySet<string> = new Set(["210921108 reporter 1", "BM03 department 0", "210921102201 village 0"]);
/** The township whose second reporter also reports for the one after it. */
const SHARED_FROM = "210921211";

interface Seat {
	readonly key: string;
	readonly unit: string;
	readonly role: Role;
	readonly title: string;
	/** Which of the unit's people of that role. */
	readonly index: number;
}

const seat = (key: string, unit: string, role: Role, title: string, index = 0): Seat => ({ key, unit, role, title, index });

const OWNERS = [DEPARTMENTS.agriculture, DEPARTMENTS.forestry, DEPARTMENTS.husbandry];

const seatsOf = (units: readonly Unit[]): Seat[] => [
	seat("DC01", DEPARTMENTS.supervision, "supervisor", "主任"),
	seat("DC02", DEPARTMENTS.supervision, "supervisor", "科员", 1),
	seat("ZZ01", DEPARTMENTS.organisation, "organiser", "干部科科长"),
	seat("LD01", COUNTY_CODE, "leader", "副县长"),
	seat("LD02", COUNTY_CODE, "leader", "县委副书记", 1),
	...OWNERS.flatMap((code) => [seat(`${code}-1`, code, "principal", "局长"), seat(`${code}-2`, code, "department", "科员")]),
	...units.filter((unit) => unit.kind === "township").flatMap(townshipSeats),
	...units.filter((unit) => unit.kind === "village").map(villageSeat),
];

const townshipSeats = ({ code, name }: Unit): Seat[] => {
	const rank = name.endsWith("街道") ? "街道" : name.endsWith("乡") ? "乡" : "镇";
	return [
		seat(`${code}-1`, code, "principal", rank === "街道" ? "党工委书记" : `${rank}党委书记`),
		seat(`${code}-2`, code, "reporter", rank === "街道" ? "分管副主任" : `分管副${rank}长`),
		seat(`${code}-3`, code, "reporter", "农业科员", 1),
	];
};

const villageSeat = ({ code, name }: Unit): Seat => seat(`${code}-1`, code, "village", /社区|居委会/.test(name) ? "社区书记" : "村书记");

/** Names that differ from one another and from the namesake. */
const nameList = (count: number): string[] => {
	const names = new Set<string>();
	for (let at = 0; names.size < count; at++) {
		const name = `${SURNAMES[at % SURNAMES.length]}${GIVEN[(at * 7 + Math.floor(at / SURNAMES.length)) % GIVEN.length]}`;
		if (name !== NAMESAKE) names.add(name);
	}
	return [...names];
};

const post = ({ unit, role, title }: Pick<Seat, "unit" | "role" | "title">): Post => ({
	unit: unitCode(unit),
	role,
	title,
	from: null,
	to: null,
});

/** Invented people for every role, each marked as such in the name, none with a telephone. */
export const demoPeople = (units: readonly Unit[]): Person[] => {
	const seats = seatsOf(units);
	const names = nameList(seats.length);
	const townships = units.filter((unit) => unit.kind === "township");
	const sharedWith = townships[townships.findIndex((unit) => unit.code === SHARED_FROM) + 1];
	return seats.map((held, at) => {
		const isNamesake = NAMESAKE_UNITS.has(`${held.unit} ${held.role} ${held.index}`);
		const second = held.key === `${SHARED_FROM}-3` && sharedWith ? [post({ ...held, unit: sharedWith.code })] : [];
		return { key: personKey(held.key), name: `${isNamesake ? NAMESAKE : names[at]}${MARK}`, phone: null, posts: [post(held), ...second] };
	});
};
