/**
 * Units by the names people use. Each measures one thing and is a multiple of
 * that thing's base unit; temperatures also have an offset. Factors are the
 * defined ones, so conversions are exact to the double.
 */

/** `value × factor + offset` is the value in the base unit of `measures`. */
export interface Unit {
  /** The word shown after a number. */
  label: string;
  /** What it measures: only units of one kind convert into each other. */
  measures: string;
  factor: number;
  offset: number;
}

const FEET = 0.3048;
const GALLON = 3.785411784;
const POUND = 0.45359237;
const WATT_HOUR = 3600;
const FAHRENHEIT = 5 / 9;

type Row = [label: string, factor: number, otherNames: string, offset?: number];

/** Names are matched as written first, then in lower case. */
const UNITS: Record<string, Row[]> = {
  length: [
    ['metres', 1, 'm,metre,meter,meters'],
    ['kilometres', 1000, 'km,kilometre,kilometer,kilometers,kms'],
    ['centimetres', 0.01, 'cm,centimetre,centimeter,centimeters'],
    ['millimetres', 0.001, 'mm,millimetre,millimeter,millimeters'],
    ['micrometres', 1e-6, 'µm,um,micron,microns,micrometre,micrometer,micrometers'],
    ['nanometres', 1e-9, 'nm,nanometre,nanometer,nanometers'],
    ['miles', 5280 * FEET, 'mi,mile'],
    ['nautical miles', 1852, 'nautical mile,nmi'],
    ['yards', 3 * FEET, 'yd,yds,yard'],
    ['feet', FEET, 'ft,foot'],
    ['inches', FEET / 12, 'in,inch'],
    ['light years', 9_460_730_472_580_800, 'light year,light-year,light-years,lightyear,ly'],
  ],
  area: [
    ['square metres', 1, 'm2,m²,m^2,sqm,sq m,square metre,square meter,square meters'],
    [
      'square kilometres',
      1e6,
      'km2,km²,km^2,sq km,square kilometre,square kilometer,square kilometers',
    ],
    [
      'square centimetres',
      1e-4,
      'cm2,cm²,cm^2,square centimetre,square centimeter,square centimeters',
    ],
    ['square feet', FEET ** 2, 'sq ft,sqft,ft2,ft²,square foot'],
    ['square miles', (5280 * FEET) ** 2, 'sq mi,square mile'],
    ['hectares', 10_000, 'ha,hectare'],
    ['acres', 43_560 * FEET ** 2, 'ac,acre'],
  ],
  volume: [
    ['litres', 1, 'l,L,litre,liter,liters'],
    ['millilitres', 0.001, 'ml,mL,millilitre,milliliter,milliliters,cc,cm3,cm³,cubic centimetres'],
    ['centilitres', 0.01, 'cl,cL,centilitre,centiliter,centiliters'],
    ['cubic metres', 1000, 'm3,m³,m^3,cubic metre,cubic meter,cubic meters'],
    ['US gallons', GALLON, 'gal,gallon,gallons,us gallon,us gallons'],
    ['imperial gallons', 4.54609, 'imperial gallon,uk gallon,uk gallons'],
    ['US quarts', GALLON / 4, 'qt,quart,quarts'],
    ['US pints', GALLON / 8, 'pt,pint,pints'],
    ['imperial pints', 4.54609 / 8, 'imperial pint,uk pint,uk pints'],
    ['US cups', GALLON / 16, 'cup,cups'],
    ['US fluid ounces', GALLON / 128, 'fl oz,floz,fluid ounce,fluid ounces'],
    ['tablespoons', GALLON / 256, 'tbsp,tablespoon'],
    ['teaspoons', GALLON / 768, 'tsp,teaspoon'],
  ],
  mass: [
    ['kilograms', 1, 'kg,kgs,kilogram,kilogramme,kilogrammes,kilo,kilos'],
    ['grams', 0.001, 'g,gram,gramme,grammes'],
    ['milligrams', 1e-6, 'mg,milligram'],
    ['tonnes', 1000, 't,tonne,metric ton,metric tons'],
    ['US tons', 2000 * POUND, 'ton,tons,short ton,short tons'],
    ['pounds', POUND, 'lb,lbs,pound'],
    ['ounces', POUND / 16, 'oz,ounce'],
    ['stone', 14 * POUND, 'st,stones'],
  ],
  temperature: [
    ['°C', 1, 'c,celsius,degree celsius,degrees celsius,degrees c,deg c,centigrade', 273.15],
    [
      '°F',
      FAHRENHEIT,
      'f,fahrenheit,degree fahrenheit,degrees fahrenheit,degrees f,deg f',
      459.67 * FAHRENHEIT,
    ],
    ['K', 1, 'k,kelvin,kelvins'],
  ],
  time: [
    ['seconds', 1, 's,sec,secs,second'],
    ['milliseconds', 0.001, 'ms,millisecond'],
    ['minutes', 60, 'min,mins,minute'],
    ['hours', 3600, 'h,hr,hrs,hour'],
    ['days', 86_400, 'day'],
    ['weeks', 604_800, 'week'],
    ['years of 365.25 days', 31_557_600, 'year,years,yr,yrs'],
  ],
  speed: [
    ['km/h', 1 / 3.6, 'kmh,kph,kmph,km per hour,kilometres per hour,kilometers per hour'],
    ['mph', (5280 * FEET) / 3600, 'mi/h,miles per hour,mile per hour'],
    ['m/s', 1, 'mps,metres per second,meters per second'],
    ['knots', 1852 / 3600, 'kn,kt,kts,knot'],
  ],
  data: [
    ['bits', 0.125, 'bit'],
    ['bytes', 1, 'B,byte'],
    ['kB', 1e3, 'KB,kb,kilobyte,kilobytes'],
    ['MB', 1e6, 'mb,megabyte,megabytes'],
    ['GB', 1e9, 'gb,gigabyte,gigabytes'],
    ['TB', 1e12, 'tb,terabyte,terabytes'],
    ['KiB', 2 ** 10, 'kib,kibibyte,kibibytes'],
    ['MiB', 2 ** 20, 'mib,mebibyte,mebibytes'],
    ['GiB', 2 ** 30, 'gib,gibibyte,gibibytes'],
    ['TiB', 2 ** 40, 'tib,tebibyte,tebibytes'],
  ],
  energy: [
    ['joules', 1, 'J,joule'],
    ['kilojoules', 1000, 'kJ,kj,kilojoule'],
    ['kilocalories', 4184, 'kcal,kilocalorie,calorie,calories'],
    ['watt hours', WATT_HOUR, 'Wh,wh,watt hour'],
    ['kilowatt hours', 1000 * WATT_HOUR, 'kWh,kwh,kilowatt hour'],
  ],
  power: [
    ['watts', 1, 'W,w,watt'],
    ['kilowatts', 1000, 'kW,kw,kilowatt'],
    ['horsepower', 745.6998715822702, 'hp'],
    ['metric horsepower', 735.49875, 'PS'],
  ],
  pressure: [
    ['pascals', 1, 'Pa,pa,pascal'],
    ['hectopascals', 100, 'hPa,hpa,mbar,millibar,hectopascal'],
    ['kilopascals', 1000, 'kPa,kpa,kilopascal'],
    ['bar', 100_000, 'bars'],
    ['atmospheres', 101_325, 'atm,atmosphere'],
    ['psi', 6894.757293168361, 'pounds per square inch'],
  ],
  angle: [
    ['degrees', Math.PI / 180, 'deg,degree'],
    ['radians', 1, 'rad,radian'],
  ],
};

const NAMES = new Map<string, Unit>();
for (const [measures, rows] of Object.entries(UNITS)) {
  for (const [label, factor, others, offset = 0] of rows) {
    for (const name of [label, label.toLowerCase(), ...others.split(',')]) {
      NAMES.set(name, { label, measures, factor, offset });
    }
  }
}

/** A unit by its name, or null. "MB" and "mb" may differ, so the spelling given wins. */
export function findUnit(name: string): Unit | null {
  const wanted = name.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  return NAMES.get(wanted) ?? NAMES.get(wanted.toLowerCase()) ?? null;
}

/** Every name a unit goes by, longest first, for searching in a text. */
export function unitNames(): string[] {
  return [...NAMES.keys()].sort((a, b) => b.length - a.length);
}
