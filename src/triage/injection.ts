import { fold } from '../knowledge/terms.ts';
import { FORMS } from './injection-forms.ts';

/**
 * Does the text talk to a machine that reads mail, instead of to us? A simple look at the usual wordings, so that a person sees such mail first.
 * Nothing depends on it: what a mail says is never an instruction, found or not.
 */
export function addressesMachine(text: string): boolean {
  if (TAG_CHARACTERS.test(text)) return true;
  const folded = fold(text).replace(/\s+/g, ' ');
  return [...PATTERNS, ...FORMS].some((pattern) => pattern.test(folded)) || CALLS.test(text);
}

/** Unicode tags spell text that only a machine reads; in flags of regions they follow a black flag. */
const TAG_CHARACTERS = /(?<!\u{1F3F4}[\u{E0061}-\u{E007A}]*)[\u{E0020}-\u{E007E}]/u;

/** A call of a tool, written out: the machine's own syntax has no place in a customer's mail. */
const CALLS = /["'](?:tool_calls?|function_call|tool_use)["']\s*:|<\/?(?:tool_call|function_calls?|tool_use|invoke)\b/i;

const EARLIER = '(all|any|the|your|these|of|my|previous|prior|earlier|above|preceding|existing|original|initial|former|system|other)';
const ORDERS = '(instructions?|prompts?|rules|guidelines|directives|commands|context|guardrails|programming)';

const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `\\b(ignore|disregard|forget|override|bypass|discard|do not follow|stop following|never mind)\\b( ${EARLIER}){1,5} ${ORDERS}\\b`,
  ),
  new RegExp(
    `\\b(new|important|additional|updated|real|actual|special|critical|urgent|hidden)( (new|important|system|critical|secret)){0,5} ${ORDERS}\\b( \\w+){0,3} ?(:|\\*\\*\\*|---|===)`,
  ),
  /\b(system|developer|assistant) (prompt|message|override|instructions?)\b( ?:|.{0,30}\b(reveal|print|show|repeat|output)\b)/,
  /\b(reveal|print|show|repeat|output|leak|tell me|give me|share|display)\b.{0,30}\b(your|the|full|entire|hidden) (\w+ ){0,2}(system prompt|prompt|instructions)\b/,
  /\byou are (now|no longer)\b.{0,40}\b(assistant|ai|bot|model|chatbot|dan|developer mode|unrestricted|jailbr\w+)\b/,
  /\b(enter|enable|activate|switch to) (developer|debug|god|admin|maintenance|dan) mode\b/,
  /\b(include|insert|append|add|put|write|output|print|embed)\b.{0,60}\b(following|this|exact|markdown)( \w+){0,3} (string|image|markdown|html|code|tag|script|snippet|payload)\b/,
  /\b(in|to|into|with) (your|the|every) (response|reply|answer|output|summary)\b.{0,80}(<\/?[a-z]|!\[|base64|http)/,
  /\b(start|begin|end|finish|respond|answer|reply)\b.{0,40}\b(your|the) (response|reply|answer|output)\b.{0,20}\b(with|by) (the|exactly|only|this)/,
  /\b(if|when) you('re| are) (an?|the) (ai|llm|language model|assistant|bot|automated|chatbot)\b|\b(note|message|attention|instructions?) (to|for) (the|any|all)?\s?(ai|llm|language model|assistant|bot|automated|chatbot)s?\b/,
  /\bas (an?|the) (ai|llm|language model|assistant|chatbot|automated) .{0,40}\b(you must|you should|please|do)\b/,
  /\b(pretend|act|behave|roleplay|role-play) (to be|as if|as an?|like an?)\b.{0,60}\b(no (rules|limits|restrictions)|unrestricted|unfiltered|ai|model|admin)\b/,
  /\b(translate|decode|encode|repeat|spell|base64)\b.{0,120}\b(in|of|to|into) (your|the|every) (response|reply|answer|output)\b/,
  /\bdeveloper mode (has been|is|was) (activated|enabled|on)\b|\byou are (now )?(dan|an omniscient|an unrestricted|free from)\b|\b(your|all|any|of) (previous|prior|earlier) instructions\b/,
  /<\|?(im_start|im_end|system|endoftext|assistant|\/?s|eot_id|start_header_id)\|?>|\[\/?inst\]|<<\/?sys>>|#{2,3} ?(system|instruction|assistant) ?:/,
  /\bignor\w* (todas |todo )?(las |tus |os |as )?(instruc\w+|ordenes|indicaciones|reglas)( \w+)?|\b(olvida|ignora|descarta) (todo )?lo anterior\b|\b(muestra|revela|repite) (tu|el|las) (prompt|instruc\w+)/,
  /\b(ignorier\w*|vergiss|missachte\w*|uberschreib\w*)\b.{0,40}\b(anweisung\w*|instruktion\w*|regeln|vorgaben|befehle|prompt)\b/,
  /\b(ignor\w*|oubli\w*|neglig\w*)\b.{0,40}\b(instructions|consignes|regles|directives) (precedentes|anterieures|ci-dessus|systeme)\b|\boubli\w* (tout )?ce qui precede\b/,
  /\b(ignora|ignorare|dimentica|scorda)\b.{0,40}\b(istruzioni|regole|indicazioni|direttive)\b/,
  /\b(negeer|vergeet)\b.{0,40}\b(instructies|regels|opdrachten|aanwijzingen)\b/,
  /(以前|前|上記|これまで|すべて|全て)の(すべての|全ての)?(指示|命令|ルール|プロンプト)を?.{0,6}(無視|忘れ)|(システムプロンプト|指示)を?.{0,6}(表示|出力|教えて)|忽略.{0,8}(指令|指示|说明|提示)/,
];
