/** Numbers and units of time in words, folded (lower case, no accents). */

/** One to nineteen, then the tens from twenty to ninety, by language; alternatives behind a slash. */
const NUMERALS: Readonly<Record<string, readonly [string, string]>> = {
  en: [
    'one/a/an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
    'twenty thirty forty fifty sixty seventy eighty ninety',
  ],
  de: [
    'ein/eine/einen/einem/einer/eines zwei/zwo drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn',
    'zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig',
  ],
  es: [
    'un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve',
    'veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa',
  ],
  fr: [
    'un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf',
    'vingt trente quarante cinquante soixante soixante-dix/septante quatre-vingts/quatre-vingt quatre-vingt-dix/nonante',
  ],
  it: [
    "un/uno/una/un' due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
    'venti trenta quaranta cinquanta sessanta settanta ottanta novanta',
  ],
  pt: [
    'um/uma dois/duas tres quatro cinco seis sete oito nove dez onze doze treze quatorze/catorze quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove',
    'vinte trinta quarenta cinquenta sessenta setenta oitenta noventa',
  ],
  nl: [
    'een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
    'twintig dertig veertig vijftig zestig zeventig tachtig negentig',
  ],
};

/** Twenty-one, einundzwanzig, veintiuno, treinta y uno, vingt et un, ventuno, eenentwintig. */
function compound(language: string, ten: string, one: string): string[] {
  switch (language) {
    case 'de':
      return [`${one}und${ten}`];
    case 'nl':
      return [`${one}en${ten}`];
    case 'es':
      return ten === 'veinte' ? [`veinti${one}`] : [`${ten} y ${one}`];
    case 'pt':
      return [`${ten} e ${one}`];
    case 'it':
      return [`${/^[ou]/.test(one) ? ten.slice(0, -1) : ten}${one}`];
    case 'fr':
      return [`${ten}-${one}`, `${ten} et ${one}`, `${ten} ${one}`];
    default:
      return [`${ten}-${one}`, `${ten} ${one}`];
  }
}

const OTHERS: readonly (readonly [language: string, value: number, words: string])[] = [
  ['en', 100, 'hundred'],
  ['de', 100, 'hundert/einhundert'],
  ['es', 100, 'cien'],
  ['fr', 100, 'cent'],
  ['pt', 100, 'cem/cento'],
  ['it', 100, 'cento'],
  ['nl', 100, 'honderd'],
  ['en', 1000, 'thousand'],
  ['de', 1000, 'tausend'],
  ['es', 1000, 'mil'],
  ['fr', 1000, 'mille'],
  ['pt', 1000, 'mil'],
  ['it', 1000, 'mille'],
  ['nl', 1000, 'duizend'],
  ['en', 0.5, 'half/half a/half an'],
  ['de', 0.5, 'halbe/halbes/halben/ein halbes/eine halbe/einen halben/einem halben/einer halben'],
  ['es', 0.5, 'media/medio'],
  ['fr', 0.5, 'demi/demie/une demi/la demi'],
  ['pt', 0.5, 'meia/meio'],
  ['it', 0.5, "mezza/mezzo/mezz'"],
  ['nl', 0.5, 'half/halve/een half/een halve'],
  ['en', 0.25, 'quarter of a/quarter of an/a quarter of an/a quarter of a'],
  ['de', 0.25, 'viertel'],
  ['es', 0.25, 'un cuarto de'],
  ['fr', 0.25, "un quart d'"],
  ['it', 0.25, "un quarto d'"],
  ['en', 1.5, 'one and a half'],
  ['de', 1.5, 'anderthalb/eineinhalb'],
  ['en', 12, 'a dozen'],
];

/** Words, one space between them, of every language: "once" is eleven in Spanish alone, "due" two in Italian. */
export const NUMBER_WORDS: ReadonlyMap<string, readonly { readonly value: number; readonly language: string }[]> = new Map(
  [...Map.groupBy(all(), ([words]) => words.replace(/[\s'-]+/g, ' ').trim())].map(([words, entries]) => [
    words,
    entries.map(([, value, language]) => ({ value, language })),
  ]),
);

/** Spans of time in one word. */
export const SPANS: ReadonlyMap<string, string> = new Map([
  ['twice', '2 times'],
  ['zweimal', '2 mal'],
  ['dreimal', '3 mal'],
  ['viertelstunde', '15 minuten'],
  ['dreiviertelstunde', '45 minuten'],
  ['halbjahr', '6 monate'],
  ['vierteljahr', '3 monate'],
  ['mezzora', '30 minuti'],
  ['fortnight', '14 days'],
  ['quinzaine', '15 jours'],
  ['trimestre', '3 mois'],
  ['semestre', '6 mois'],
]);

function all(): [word: string, value: number, language: string][] {
  const found: [string, number, string][] = OTHERS.flatMap(([language, value, words]) =>
    words.split('/').map((w): [string, number, string] => [w, value, language]),
  );
  for (const [language, [ones, tens]] of Object.entries(NUMERALS)) {
    const units = ones.split(' ').map((group) => group.split('/'));
    for (const [i, words] of units.entries()) for (const word of words) found.push([word, i + 1, language]);
    for (const [i, group] of tens.split(' ').entries())
      for (const ten of group.split('/')) {
        found.push([ten, 20 + 10 * i, language]);
        for (const [j, words] of units.slice(0, 9).entries())
          for (const one of words.slice(0, 3))
            for (const word of compound(language, ten, one)) found.push([word, 21 + 10 * i + j, language]);
      }
  }
  return found;
}

export interface DurationUnit {
  /** Working days are not days, and months have no fixed length in days: only within a family do durations compare. */
  readonly family: 'minutes' | 'months' | 'working days';
  /** How many of the family's unit one of these is. */
  readonly size: number;
}

const DAY = 1_440;

const unit = (family: DurationUnit['family'], size: number, words: string): [string, DurationUnit][] =>
  words.split(',').map((w) => [w.trim(), { family, size }]);

export const DURATION_UNITS: ReadonlyMap<string, DurationUnit> = new Map([
  ...unit('minutes', 1 / 60, 'seconds,second,secs,sec,sekunden,sekunde,segundos,segundo,secondes,seconde,secondi,secondo,seconden,秒'),
  ...unit('minutes', 1, 'minutes,minute,mins,min,minuten,minutos,minuto,minuti,分間,分'),
  ...unit('minutes', 60, 'hours,hour,hrs,hr,h,stunden,stunde,std,horas,hora,heures,heure,ore,ora,uur,uren,時間,小时'),
  ...unit('minutes', DAY, 'days,day,d,tagen,tages,tage,tag,dias,dia,jours,jour,giorni,giorno,dagen,dag,日間,日,天'),
  ...unit('minutes', 7 * DAY, 'weeks,week,wks,wochen,woche,semanas,semana,semaines,semaine,settimane,settimana,weken,週間,周'),
  ...unit('months', 1, 'months,month,monaten,monats,monate,monat,meses,mes,mois,mesi,mese,maanden,maand,か月間,か月,ヶ月,カ月,个月'),
  ...unit('months', 12, 'years,year,yrs,yr,jahren,jahres,jahre,jahr,anos,ano,ans,annees,annee,anni,anno,jaren,jaar,年間,年'),
  ...unit(
    'working days',
    1,
    'working days,working day,business days,business day,werktagen,werktage,werktag,arbeitstagen,arbeitstage,arbeitstag,dias laborables,dia laborable,dias habiles,dia habil,jours ouvres,jours ouvrables,jour ouvrable,dias uteis,dia util,giorni lavorativi,giorno lavorativo,werkdagen,werkdag,営業日',
  ),
]);

/** January to December by language, with the short forms that stand beside a day; alternatives behind a slash. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    'january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct november/nov december/dec',
    'januar/janner februar marz april mai juni juli august september oktober/okt november dezember/dez',
    'enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre octubre noviembre diciembre/dic',
    'janvier/janv fevrier/fevr mars avril/avr mai juin juillet/juil aout septembre octobre novembre decembre',
    'gennaio/gen febbraio marzo aprile maggio giugno luglio agosto settembre/set ottobre/ott novembre dicembre',
    'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro',
    'januari februari maart/mrt april mei juni juli augustus september oktober november december',
  ].flatMap((names) => names.split(' ').flatMap((group, i) => group.split('/').map((name): [string, number] => [name, i + 1]))),
);
