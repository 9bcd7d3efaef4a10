/** How people name a password, a PIN or the code on a card, lower case; the dots of capitals and accents as they type them. */
export const PASSWORD_LABELS =
  '(?:pass ?words?|passwd|pwd|pw|pass(?=[ \\t]{0,2}[:=])|pass ?code|pass ?phrase|log-?in pass|pin(?: ?code| number|-?nummer)?|cvv2?|cvc2?|card security code|' +
  'pass ?wort|kenn ?wort|zugangscode|' +
  'contrase(?:ñ|n\u0303|n)a|clave(?: de acceso)?|palavra-?passe|senha|mot de passe|mdp|code secret|' +
  'wachtwoord|pincode|lösenord|losenord|adgangskode|kodeord|passord|salasana|' +
  'has(?:ł|l)o|heslo|jelszó|parolă|şifre|sifre|κωδικός|пароль|סיסמה|كلمة المرور|' +
  'パスワード|暗証番号|密码|密碼|비밀번호|암호)';

/** "is", between the name and the value. */
export const IS =
  '(?:(?:is|was|are|lautet|ist|war|heißt|heisst|es|era|est|était|etait|é|è|luidt|är|er|jest|это)(?![\\p{L}\\p{N}])|=|:|は|是|为|為|은|는)';

/** What a password is said to be that is no password: "my password is wrong", "ist abgelaufen", "es incorrecta". */
export const STATES = new Set(
  (
    'a an the my your our his her their this that these it its in on at to of for from with without and or but if so as by be been being is are was were do does did has have had ' +
    'not never no yes none n/a now still also always only just very too all any some same different such what which who when where why how new old own ' +
    'wrong incorrect invalid correct right ok okay fine good bad weak strong short long safe secure unsafe insecure simple complex expired forgotten lost missing unknown ' +
    'blocked locked disabled protected required needed necessary compromised leaked stolen hacked reset resetting changing change changed set saved stored working broken empty ' +
    'hidden visible private personal public confidential secret optional temporary default expiring rejected accepted denied refused recognised recognized case sensitive ' +
    'help problem problems issue issues question questions request recovery recover link email mail manager field form page screen policy rules update updated trouble error ' +
    'something somewhere nothing anything everything unfortunately apparently really maybe probably however please thanks thank again anymore already yet ' +
    'falsch richtig ungültig gültig abgelaufen vergessen verloren weg unbekannt gesperrt blockiert zurückgesetzt zurücksetzen geändert ändern gespeichert nicht nie noch immer auch ' +
    'leider zu sehr sicher unsicher korrekt inkorrekt schwach stark leer nötig notwendig erforderlich kein keine mein meine dein das der die ein eine hilfe problem frage ' +
    'incorrecta incorrecto correcta correcto inválida válida inválido válido olvidada olvidado caducada expirada bloqueada la el un una mi tu su muy demasiado siempre nunca necesaria ' +
    'segura débil fuerte errónea mala buena desconocida restablecida cambiada ayuda problema pregunta ' +
    'incorrect invalide valide oublié perdu expiré refusé rejeté faux bon mauvais erroné correct bloqué le la un une mon ma ton trop pas jamais toujours aussi inconnu faible fort ' +
    'réinitialisé changé nécessaire obligatoire requis aide question problème ' +
    'errata sbagliata corretta scaduta dimenticata persa bloccata non mia troppo sempre giusta sicura debole cambiata necessaria aiuto problema domanda ' +
    'errada correta inválida expirada esquecida perdida bloqueada não minha sempre fraca forte necessária ajuda pergunta ' +
    'onjuist fout verkeerd goed juist vergeten verlopen geblokkeerd kwijt niet mijn te altijd zwak sterk nodig hulp probleem vraag ' +
    'неверный не забыт неправильный 正しい 正しく 違い 違う 間違 間違い 無効 忘れ 何 错误 不对 忘记 什么'
  ).split(/\s+/),
);

/** Endings of participles, which say what was done to a password. */
export const PARTICIPLE = /(?:ed|ing|n't|iert|ado|ada|ido|ida|ato|ata|uto|uta|ée?s?|ados|adas)$/;
