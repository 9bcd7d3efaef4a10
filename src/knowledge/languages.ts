import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';

/**
 * What search knows of a language: function words and the small talk of support mails ("please", "I have tried"), which say nothing about the topic, written
 * folded (lower case, no diacritics); and its stemmer.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const STOP_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  [
    'en',
    words(`a an the and or but if then than so as at by for from in into of off on onto out over to up down with without within about above below between through during
      i me my mine myself we us our ours you your yours he him his she her hers it its they them their this that these those there here who whom whose which what when where why how
      is am are was were be been being do does did done doing have has had having will would shall should can could may might must cannot can't won't don't doesn't didn't isn't aren't wasn't
      i'm i've i'd i'll it's that's there's what's you're we're they're let's not no nor yes ok okay just also too very really quite still yet already again ever never always only even any some all each both
      few more most other another such own same every please pls kindly thanks thank thx hi hello hey dear regards best kind sincerely cheers greetings morning afternoon evening sir madam team support
      help helping question questions ask asking wondering wonder want wanted wants need needed needs like would tell told let know known knows think thought guess sure hope possible possibly able way ways
      get gets getting got try tried trying tries seem seems look looking looks today yesterday tomorrow now since ago while last time times day going go goes went come came thing things something anything
      one two much many lot bit because however therefore though although well else instead look forward hearing advance appreciate issue problem problems trouble re fwd fw`),
  ],
  [
    'de',
    words(`der die das den dem des ein eine einen einem einer eines und oder aber wenn dann als so an am bei beim fur von vom in im ins ins auf aus uber unter zu zum zur mit ohne um durch nach vor seit bis
      ich mich mir mein meine meinen meinem meiner meines wir uns unser unsere unseren du dich dir dein er ihn ihm sein sie ihr ihre ihren ihrem ihnen es man sich dies diese diesen dieser dieses jene
      wer wen wem wessen was welche welcher welches wann wo warum wieso weshalb wie ist bin sind war waren sei sein gewesen werde wird werden wurde wurden worden habe hat haben hatte hatten hab
      kann konnen konnte konnten muss mussen musste soll sollen sollte will wollen wollte mochte mochten darf durfen mag nicht kein keine keinen keiner nein ja doch nur auch noch schon sehr mehr wieder immer nie hier da dort
      bitte danke dank vielen hallo guten tag morgen abend liebe lieber sehr geehrte geehrter damen herren grusse gruss freundlichen freundliche beste team support hilfe helfen frage fragen gerne gern
      brauche brauchen wissen weiss sagen geht gehen gibt gab geben machen mache gemacht versuche versucht versuchen heute gestern jetzt leider etwas alles alle bei dass ob weil denn mal problem probleme voraus konnte wurde
      konnen sie ihnen`),
  ],
  [
    'es',
    words(`el la los las un una unos unas y e o u pero si entonces como a al de del en con sin por para sobre entre desde hasta hacia segun yo me mi mis mio mia nosotros nos nuestro nuestra tu te ti tus
      usted ustedes su sus se lo le les ella ellos ellas este esta estos estas ese esa esos esas esto eso aquel aqui alli ahi quien que cual cuales cuando donde por porque es soy son era eran fue fueron ser
      estoy esta estan estaba estar he ha han habia haber hay hacer hago hace hacerlo puedo puede pueden podria podrian poder quiero quiere quisiera querria necesito necesita debo debe tengo tiene tienen tener
      no ni ya muy mas tambien solo aun todavia siempre nunca cada todo toda todos todas algo alguno alguna otro otra otros mucho muchos muchas mucha poco bien asi hola buenos buenas dias tardes noches
      favor gracias saludos saludo cordial cordiales atentamente estimado estimados estimada equipo soporte ayuda ayudar ayudarme ayudan pregunta duda consulta saber decir dice decirme intento intentado intente hoy ayer
      ahora vez veces problema problemas adelantado antemano gustaria`),
  ],
  [
    'fr',
    words(`le la les l un une des du de d et ou mais si alors comme a au aux en dans avec sans par pour sur sous entre depuis jusque vers chez je j me m moi mon ma mes nous notre nos tu te toi ton ta tes vous
      votre vos il elle on ils elles se s son sa ses leur leurs lui y ce c cet cette ces cela ca ici la qui que qu quoi quel quelle quels quelles quand ou pourquoi comment est suis es sont etait ete etre sera
      ai as a avons avez ont avait avoir fait faire fais peux peut pouvez pouvons pourrais pourriez pouvoir veux veut voudrais voulez dois doit devez faut ne n pas non oui plus tres aussi encore deja toujours jamais tout
      tous toute toutes autre autres meme bien peu beaucoup bonjour bonsoir salut merci cordialement salutations madame monsieur equipe support aide aider question savoir svp plait cher chere
      besoin essaye essayer aujourd'hui hier maintenant fois probleme problemes avance aimerais est-ce j'ai c'est n'est qu'est d'un d'une s'il l'ai j'aimerais n'ai m'a`),
  ],
  [
    'pt',
    words(`o a os as um uma uns umas e ou mas se entao como ao aos do da dos das de em no na nos nas num numa com sem por pelo pela para sobre entre desde ate eu me mim meu minha meus minhas nos nosso nossa tu te voce
      voces seu sua seus suas ele ela eles elas lhe este esta estes estas esse essa isso isto aquele aqui ali quem que qual quais quando onde porque e sou sao era foi foram ser estou esta estao estava estar
      tenho tem temos tinha ter ha haver fazer faco faz posso pode podem poderia poderiam poder quero quer queria gostaria preciso precisa devo deve nao nem sim ja muito mais tambem so ainda sempre nunca cada todo toda todos
      algo algum alguma outro outra muitos pouco bem assim ola oi bom boa dia tarde noite favor obrigado obrigada atenciosamente cumprimentos abraco equipe equipa suporte ajuda ajudar pergunta duvida saber dizer tentei
      hoje ontem agora vez vezes problema problemas antecipadamente`),
  ],
  [
    'it',
    words(`il lo la i gli le l un uno una e o ma se allora come a al alla ai alle allo di del della dei delle dello da dal dalla in nel nella nei nelle con senza per su sul sulla tra fra io me mi mio mia miei mie noi ci
      nostro nostra tu te ti tuo tua voi vi vostro vostra lui lei loro si suo sua suoi sue questo questa questi queste quello quella cio qui li chi che cosa quale quali quando dove perche e sono sei siamo era erano
      stato stata essere ho ha hanno abbiamo avete aveva avere fare faccio fa posso puo potete possono potrei potrebbe potreste vorrei voglio vuole devo deve non ne gia molto piu anche solo ancora sempre mai ogni tutto tutti
      tutta qualcosa altro altra molti poco bene cosi ciao buongiorno buonasera salve favore grazie saluti cordiali distinti gentile spett squadra supporto aiuto aiutare aiutarmi domanda sapere dire bisogno provato oggi ieri
      ora adesso volta volte problema problemi anticipo`),
  ],
  [
    'nl',
    words(`de het een en of maar als dan zo aan bij voor van in op uit over onder te tot met zonder om door na sinds ik me mij mijn wij we ons onze jij je jou jouw u uw hij hem zijn zij ze haar hun het dit dat deze die hier daar
      wie wat welke wanneer waar waarom hoe is ben bent was waren wees geweest word wordt worden werd heb heeft hebben had hadden kan kunnen kon kunt moet moeten zou zouden wil willen wilde mag niet geen nee ja ook nog al zeer
      meer weer altijd nooit alle alles iets ander andere veel weinig goed hallo hoi beste geachte goedemorgen goedendag groet groeten vriendelijke met dank bedankt alvast alstublieft graag team support hulp helpen vraag
      vragen weten zeggen gaat gaan doen probeer geprobeerd vandaag gisteren nu probleem problemen er dus want omdat nodig`),
  ],
]);

/** Snowball's algorithms, by locale. They know more languages than there are word lists here. */
export const STEMMERS: ReadonlyMap<string, (word: string) => string> = new Map([
  ['da', danish],
  ['de', german],
  ['en', english],
  ['es', spanish],
  ['fi', finnish],
  ['fr', french],
  ['hu', hungarian],
  ['it', italian],
  ['nl', dutch],
  ['no', norwegian],
  ['pt', portuguese],
  ['ro', romanian],
  ['ru', russian],
  ['sv', swedish],
  ['tr', turkish],
]);
