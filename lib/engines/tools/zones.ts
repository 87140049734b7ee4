/**
 * Time zones by the names people use: a zone's own name ("Europe/Berlin"), the
 * city in it ("Berlin"), other cities and countries from a table, and the usual
 * abbreviations. A country with several zones stands for its capital's.
 */

/** A zone, and the place as it should be written. */
export interface Zone {
  place: string;
  zone: string;
}

/** `zone: names`, for what no zone is named after. */
const ALIASES: Record<string, string> = {
  UTC: 'utc, gmt, zulu, coordinated universal time, greenwich mean time',
  'America/New_York':
    'nyc, new york city, boston, washington, washington dc, washington d.c., philadelphia, miami, atlanta, orlando, us east coast, east coast, usa, us, united states, america, eastern time, est, edt',
  'America/Chicago':
    'dallas, houston, austin, san antonio, new orleans, minneapolis, st louis, nashville, central time, cst, cdt',
  'America/Denver': 'salt lake city, colorado, mountain time, mst, mdt',
  'America/Los_Angeles':
    'la, l.a., san francisco, sf, seattle, san diego, san jose, las vegas, portland, sacramento, california, silicon valley, us west coast, west coast, pacific time, pst, pdt',
  'America/Phoenix': 'arizona',
  'Pacific/Honolulu': 'hawaii',
  'America/Toronto': 'canada, ottawa, montreal, quebec',
  'America/Edmonton': 'calgary',
  'America/Mexico_City': 'mexico',
  'America/Sao_Paulo': 'brazil, rio, rio de janeiro, brasilia',
  'America/Buenos_Aires': 'argentina',
  'America/Santiago': 'chile',
  'America/Bogota': 'colombia, medellin',
  'America/Lima': 'peru',
  'Europe/London':
    'uk, u.k., united kingdom, great britain, britain, england, scotland, wales, manchester, birmingham, liverpool, leeds, glasgow, edinburgh, cardiff, bst',
  'Europe/Dublin': 'ireland',
  'Europe/Lisbon': 'portugal, porto',
  'Europe/Madrid': 'spain, barcelona, valencia, seville',
  'Europe/Paris': 'france, lyon, marseille, toulouse, nice, bordeaux, cet, cest',
  'Europe/Brussels': 'belgium, antwerp, ghent',
  'Europe/Amsterdam': 'netherlands, the netherlands, holland, rotterdam, the hague, utrecht',
  'Europe/Berlin':
    'germany, munich, hamburg, frankfurt, cologne, stuttgart, dusseldorf, leipzig, dresden',
  'Europe/Zurich': 'switzerland, geneva, basel, bern',
  'Europe/Vienna': 'austria, salzburg, graz',
  'Europe/Rome': 'italy, milan, naples, turin, florence, venice',
  'Europe/Prague': 'czechia, czech republic, brno',
  'Europe/Warsaw': 'poland, krakow, cracow, gdansk, wroclaw',
  'Europe/Budapest': 'hungary',
  'Europe/Stockholm': 'sweden, gothenburg, malmo',
  'Europe/Oslo': 'norway, bergen',
  'Europe/Copenhagen': 'denmark, aarhus',
  'Europe/Helsinki': 'finland',
  'Europe/Athens': 'greece, eet, eest',
  'Europe/Bucharest': 'romania',
  'Europe/Sofia': 'bulgaria',
  'Europe/Belgrade': 'serbia',
  'Europe/Kiev': 'ukraine, kyiv',
  'Europe/Istanbul': 'turkey, turkiye, ankara',
  'Europe/Moscow': 'russia, st petersburg, saint petersburg, msk',
  'Africa/Cairo': 'egypt',
  'Africa/Lagos': 'nigeria, abuja',
  'Africa/Nairobi': 'kenya',
  'Africa/Johannesburg': 'south africa, cape town, durban, pretoria',
  'Africa/Casablanca': 'morocco, rabat, marrakesh',
  'Asia/Jerusalem': 'israel, tel aviv',
  'Asia/Dubai': 'uae, united arab emirates, abu dhabi',
  'Asia/Riyadh': 'saudi arabia, jeddah, mecca',
  'Asia/Tehran': 'iran',
  'Asia/Karachi': 'pakistan, lahore, islamabad',
  'Asia/Calcutta':
    'india, kolkata, mumbai, bombay, delhi, new delhi, bangalore, bengaluru, chennai, hyderabad, pune, ahmedabad, ist',
  'Asia/Katmandu': 'kathmandu, nepal',
  'Asia/Dhaka': 'bangladesh',
  'Asia/Rangoon': 'yangon, myanmar',
  'Asia/Bangkok': 'thailand',
  'Asia/Saigon': 'ho chi minh city, vietnam, hanoi',
  'Asia/Jakarta': 'indonesia',
  'Asia/Singapore': 'sgt',
  'Asia/Kuala_Lumpur': 'malaysia',
  'Asia/Manila': 'philippines',
  'Asia/Hong_Kong': 'hongkong, hkt',
  'Asia/Shanghai': 'china, beijing, peking, shenzhen, guangzhou, chengdu, wuhan, hangzhou',
  'Asia/Taipei': 'taiwan',
  'Asia/Seoul': 'korea, south korea, busan',
  'Asia/Tokyo': 'japan, osaka, kyoto, yokohama, nagoya, sapporo, fukuoka, jst',
  'Australia/Sydney': 'australia, canberra, aest, aedt',
  'Pacific/Auckland': 'new zealand, wellington, nzst, nzdt',
  'Atlantic/Reykjavik': 'iceland',
};

let names: Map<string, Zone> | undefined;

/** Finds a place's zone, or null. "Paris, France" is looked up as "Paris" when unknown whole. */
export function findZone(name: string): Zone | null {
  const wanted = name.trim();
  if (wanted === '' || wanted.length > 80) return null;
  names ??= buildNames();
  const key = keyOf(wanted);
  const beforeComma = key.split(',')[0]?.trim() ?? '';
  return names.get(key) ?? names.get(beforeComma) ?? byOwnName(wanted);
}

function buildNames(): Map<string, Zone> {
  const found = new Map<string, Zone>();
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
    found.set(keyOf(zone), { place: city, zone });
    if (!found.has(keyOf(city))) found.set(keyOf(city), { place: city, zone });
  }
  for (const [zone, aliases] of Object.entries(ALIASES)) {
    for (const alias of aliases.split(', '))
      found.set(keyOf(alias), { place: titled(alias), zone });
  }
  return found;
}

/** Zone names that the list leaves out but the runtime knows: "Asia/Kolkata", "Etc/GMT+3". */
function byOwnName(name: string): Zone | null {
  if (!name.includes('/')) return null;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return null; // RangeError: not a zone of this runtime.
  }
  const place = name.split('/').at(-1)?.replaceAll('_', ' ') ?? name;
  return { place, zone: name };
}

function keyOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('.', '')
    .replaceAll('_', ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const ABBREVIATIONS =
  /^(?:utc|gmt|nyc|la|l\.a\.|sf|us|usa|uk|u\.k\.|uae|[ecmp][sd]t|ces?t|ees?t|msk|ist|sgt|hkt|jst|ae[sd]t|nz[sd]t|bst)$/;
const SMALL_WORDS = new Set(['of', 'de', 'the']);

function titled(alias: string): string {
  if (ABBREVIATIONS.test(alias)) return alias.toUpperCase();
  return alias
    .split(' ')
    .map((word, index) =>
      index > 0 && SMALL_WORDS.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ')
    .replace(/\b(Dc|D\.c\.|Us)\b/g, (word) => word.toUpperCase());
}
