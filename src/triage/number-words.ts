/** Numbers and units of time in words, folded (lower case, no accents). */

const list = (from: number, words: string): [string, number][] =>
  words.split(' ').flatMap((group, i) => group.split('/').map((w): [string, number] => [w, from + i]));

/** One to twelve, and the tens that prices and periods are written with. */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...list(1, 'one/a/an two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen'),
  ...list(1, 'ein/eine/einen/einem/einer/eines zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn'),
  ...list(1, 'un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince'),
  ...list(1, 'une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze'),
  ...list(1, 'um/uma dois/duas tres quatro cinco seis sete oito nove dez onze doze treze quatorze/catorze quinze'),
  ...list(2, 'due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici'),
  ...list(1, 'een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien'),
  ...list(1, '一 二 三 四 五 六 七 八 九 十'),
  ...(
    [
      [20, 'twenty zwanzig veinte vingt vinte venti twintig'],
      [24, 'vierundzwanzig veinticuatro ventiquattro vierentwintig'],
      [30, 'thirty dreissig treinta trente trinta trenta dertig'],
      [48, 'achtundvierzig achtenveertig quarantotto'],
      [50, 'fifty funfzig cincuenta cinquante cinquenta cinquanta vijftig'],
      [60, 'sixty sechzig sesenta soixante sessenta sessanta zestig'],
      [90, 'ninety neunzig noventa nonante novanta negentig'],
      [100, 'hundred hundert cien cent cem cento honderd 百'],
      [1000, 'thousand tausend mil mille duizend'],
      [0.5, 'half halbe halbes halben media demi meia mezza mezzo halve'],
    ] as const
  ).flatMap(([value, words]) => words.split(' ').map((w): [string, number] => [w, value])),
]);

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
