import type { WordsOf } from './meanings.ts';

export const german: WordsOf = {
  no: 'nicht nich net nein nee no kein* nie niemals nichts nix weder noch ohne nirgends nirgendwo unmoglich',
  still: 'noch weiterhin weiter immernoch immer unverandert* fortbesteh* besteht bleibt bleiben nachwievor bisher bislang dauernd standig',
  again: 'wieder erneut nochmals nochmal abermals zuruck schon',
  same: 'gleich* selbe* dieselbe* derselbe* dasselbe denselben identisch exakt genauso unverandert ebenfalls',
  but: 'aber jedoch allerdings leider bedauerlicherweise dennoch trotzdem obwohl obgleich trotz entgegen nur bloss hingegen',
  works:
    'funktionier* geht gehts ging gehen gegangen klappt klappte geklappt klappts lauft lauf* funzt tut tuts startet druckt ladt offnet verbind* erreichbar stabil aussetzer',
  solved:
    'gelost lost behoben erledigt geklart klart repariert abgeschlossen erledigt fertig beseitigt korrigiert freigeschaltet entsperrt rausgefunden gefunden behebt hilft geholfen half',
  fails:
    'fehl* kaputt defekt* absturz* sturzt ab gesperrt* abgelehnt* ungultig* abgelaufen* falsch* hangt hang* bricht abgebrochen leer* weiss weisse schwarz tropft leckt ausgesperrt schlimmer ausgegraut verschwunden gescheitert scheitert doppelt verweigert ausgefallen fallt unbrauchbar storung mangel',
  trouble: 'problem* schwierigkeit* meldung anliegen storung* sache',
  thanks: 'danke dank dankeschon merci bedanke dankbar verbunden',
  praise:
    'toll prima perfekt klasse spitze wunderbar bestens top super genial herrlich hervorragend zufrieden gut okay passt einwandfrei tadellos bestens freue frohlich tipptopp',
  tried:
    'probiert versucht ausprobiert gemacht getan befolgt neugestartet neustart neuinstallation neuinstalliert anleitung schritte schritt tipp hinweis vorschlag deinstalliert geloscht',
  wants: 'mochte* bitte brauch* benotige* konnen konnten wurde wurden gern gerne will wollen wollte hatte bitten wunsche',
  asks: 'wann wie wo wer wieviel welche* warum wieso ob woran kann gibt ist gilt wofur was kostet',
  future:
    'werde wird morgen spater abend montag dienstag mittwoch donnerstag freitag samstag sonntag wochenende woche nachste* melde demnachst urlaub sobald bald',
  if: 'wenn falls sobald bevor ob',
  got: 'eingegangen angekommen erhalten bekommen gutgeschrieben geliefert gekommen da eingetroffen uberwiesen zugestellt erschienen',
  close: 'schliessen geschlossen abschliessen zumachen zu hinfallig gegenstandslos zuruckziehen abhaken',
  now: 'jetzt nun endlich inzwischen mittlerweile nunmehr',
  past: 'gestern kurz zuerst anfangs stunde tage minuten einmal zunachst',
  today: 'heute fruh mittag morgen',
  more: 'ausserdem zusatzlich weitere* andere* frage thema noch nebenbei ubrigens auch',
  self: 'selbst selber alleine lag fehler versehen',
  sends: 'anbei anhang angehangt beigefugt weitergeleitet leite nummer kundennummer adresse anschrift version modell lautet',
  waits: 'warte wartet warten wochen zusage zugesagt versprochen angeblich sollte hiess',
  money: 'geld betrag rechnung erstattung gutschrift zahlung bezahlt abgebucht abbuchung kosten preis gebuhr rabatt',
  more_none: 'mehr seither seitdem weg',
  yes: 'ja jo jep jup jawohl ok oki',
};

export const dutch: WordsOf = {
  no: 'niet geen nooit niets niks noch zonder nee nergens onmogelijk neen',
  still: 'nog steeds altijd blijft blijven blijf onveranderd tot heden',
  again: 'weer opnieuw alweer wederom terug',
  same: 'zelfde dezelfde hetzelfde precies identiek ook evenmin',
  but: 'maar echter helaas hoewel ondanks terwijl toch alleen jammer spijt',
  works: 'werkt werken werkte gewerkt doet deed draait draaien loopt start laadt opent lukt lukte gaat ging stabiel bereikbaar',
  solved:
    'opgelost verholpen geregeld gemaakt gefikst gefixt hersteld afgehandeld afgerond gelukt gevonden geholpen hielp helpt gerepareerd geholpen klaar',
  fails:
    'fout* foutmelding storing kapot stuk vastgelopen vast geweigerd verlopen verkeerd* ontbreekt ontbreken mislukt mislukken hangt hangen leeg lege wit zwart lekt geblokkeerd buitengesloten uitgevallen crasht klapt gestopt stopt erger dubbel grijs gebrek klopt-niet',
  trouble: 'problem* probleem klacht melding kwestie',
  thanks: 'bedankt dank dankjewel dankzij dankuwel merci thnx thanks',
  praise: 'geweldig fijn helemaal prima top super perfect goed blij tevreden netjes keurig mooi fantastisch uitstekend orde',
  tried: 'geprobeerd gedaan gevolgd herstart* stappen stap geinstalleerd verwijderd uitleg instructies advies tip tips',
  wants: 'wil willen wilt graag kunt kunnen kun zou zouden nodig alstublieft aub gelieve verzoek zouden liever',
  asks: 'hoe hoeveel wanneer wat waar welke wie waarom kan is heeft hebben komt mag',
  future: 'zal morgen later vanavond maandag dinsdag woensdag donderdag vrijdag weekend week volgende probeer laat vakantie straks',
  if: 'als wanneer zodra voordat indien of',
  got: 'ontvangen binnen gekregen aangekomen teruggestort bijgeschreven geleverd gestort bezorgd staat',
  close: 'sluiten gesloten dicht vervallen afsluiten',
  now: 'nu eindelijk inmiddels al',
  past: 'gisteren even uur dagen eerst',
  today: 'vandaag vanochtend vanmorgen vanmiddag vannacht',
  more: 'ook andere anders nog trouwens vraag extra',
  self: 'zelf lag bleek',
  sends: 'bijlage bijgevoegd bijgaand doorgestuurd doorgezet klantnummer ordernummer nummer adres versie gaat-om',
  waits: 'wacht wachten weken toezegging toegezegd beloofd zou zouden',
  money: 'geld bedrag factuur terugbetaling betaling betaald betalen afgeschreven kost kosten korting prijs',
  more_none: 'meer sinds weg verder',
  yes: 'ja jaa jawel oke ok hoor',
};

export const swedish: WordsOf = {
  no: 'inte ingen inget inga ingenting aldrig varken ej icke utan nix nej ingenstans omojligt heller',
  still: 'fortfarande annu an forblir kvarstar kvar alltjamt fortsatter alltid',
  again: 'igen ater tillbaka ateruppstod omigen',
  same: 'samma likadan* precis identisk* lika exakt',
  but: 'men dock tyvarr trots fast andock anda bara daremot',
  works: 'fungera* funka* gar gick gatt snurrar startar startade laddar oppnas synkar skriver stabil* igang',
  solved:
    'lost loste losts loser fixat fixade fixad atgarda* lagad lagat lagade klart klar klarade ordnat hittade hjalpte hjalper hjalpt hjalp upplast retts',
  fails:
    'fel felet felen felmeddelande* trasig* sparrad* sparrat nekas nekad saknas krasch* hanger hangt utelast tom tomma vit svart lacker fastnar fastnat slutat stannar varre dubbelt avbryts ogiltig* dor lagt dott spokar',
  trouble: 'problem* bekymmer meddelande arende sak',
  thanks: 'tack tackar tacksam tusen tackat',
  praise: 'toppen perfekt kanon harligt klockrent jattebra bra super fint nojd nojda grymt underbart utmarkt kul glad finfint',
  tried: 'provat testat gjort foljt provade testade installerat startat ominstaller* instruktion* steg tips rad omstart* rensa rensat',
  wants: 'vill skulle behover kan snalla vanligen garna onskar behova onskan kunna far',
  asks: 'hur vad nar var vem vilka vilken vilket varfor finns ingar gar menar har',
  future:
    'imorgon ikvall mandag tisdag onsdag torsdag fredag helgen nasta vecka aterkommer testar provar kollar ska semester senare bortrest hor',
  if: 'om nar ifall innan sa',
  got: 'fatt kommit kom inne mottagit anlant levererat framme mottagits inkommit aterbetald',
  close: 'stanga stangas avsluta stryka bortse',
  now: 'nu antligen numera',
  past: 'igar timme dagar forst stund',
  today: 'idag morse eftermiddag natt lunch',
  more: 'ocksa annan annat till dessutom fraga aven forresten',
  self: 'sjalv mitt min eget',
  sends: 'bifogar bifogat bifogad bilaga vidarebefordrat vidare kundnummer ordernummer nummer adress version',
  waits: 'vantat vantar veckor utlovades lovade skulle skulle-vara',
  money: 'pengar* aterbetalning* faktura* betalning* betala belopp* drogs dragit kostar rabatt pris',
  more_none: 'mer langre sedan borta fler',
  yes: 'ja jaa japp jo ok okej jajamen',
};
