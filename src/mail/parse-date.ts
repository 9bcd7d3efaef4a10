const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** RFC 5322 §4.3. Any other name means UTC: better hours off than no date. */
const ZONES: Readonly<Record<string, number>> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
  bst: 1,
  cet: 1,
  met: 1,
  cest: 2,
  mest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
};

const RFC_5322 =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})[\s,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?\s*([ap]m\b)?\s*(.*)$/i;
const ASCTIME = /([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([a-z]{3,4})\s+)?(\d{4})/i;

/**
 * A Date field (RFC 5322 §3.3 and §4.3, also asctime and ISO 8601) in ms since the epoch. Null when it is no date, or one before 1970 or
 * after 9999. Never reads the local time zone.
 */
export function readDate(raw: string): number | null {
  const value = raw
    .slice(0, 200)
    .replace(/\([^)]*\)/g, ' ')
    .trim();
  const time = rfc5322(value) ?? asctime(value) ?? iso(value);
  return time !== null && time >= 0 && time < 253_402_300_800_000 ? time : null;
}

function rfc5322(value: string): number | null {
  const match = RFC_5322.exec(value);
  if (match === null) return null;
  const [, day, month, year, hour, minute, second, half, zone] = match;
  const twelve = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  return utc(fullYear(year ?? ''), month, Number(day), twelve, Number(minute), Number(second ?? 0), zone ?? '');
}

function asctime(value: string): number | null {
  const match = ASCTIME.exec(value);
  if (match === null) return null;
  const [, month, day, hour, minute, second, zone, year] = match;
  return utc(Number(year), month, Number(day), Number(hour), Number(minute), Number(second ?? 0), zone ?? '');
}

function iso(value: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?/.exec(value);
  const time = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}${match[3] ?? 'Z'}`);
  return Number.isNaN(time) ? null : time;
}

function utc(
  year: number,
  month: string | undefined,
  day: number,
  hour: number,
  minute: number,
  second: number,
  zone: string,
): number | null {
  const index = MONTHS.indexOf((month ?? '').toLowerCase());
  if (index === -1 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null;
  return Date.UTC(year, index, day, hour, minute, second) - offsetMs(zone);
}

/** RFC 5322 §4.3: two digits below 50 are 20xx, three digits count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length >= 4) return year;
  return digits.length === 2 && year < 50 ? year + 2000 : year + 1900;
}

function offsetMs(zone: string): number {
  const numeric = /^(?:gmt|utc)?\s*([+-])(\d{1,2}):?(\d{2})/i.exec(zone);
  if (numeric !== null) return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3])) * 60_000;
  return (ZONES[/^[a-z]+/i.exec(zone)?.[0].toLowerCase() ?? ''] ?? 0) * 3_600_000;
}
