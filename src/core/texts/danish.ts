import type { PageTexts, Texts } from "./english.ts";
import { createFormats } from "./formats.ts";

// "262 t" would be read as hours.
const formats = createFormats(
  "da",
  () => new Intl.NumberFormat("da", { notation: "compact", compactDisplay: "long" }),
);
const { number } = formats;

function count(value: number, one: string, several: string): string {
  return `${number(value)} ${value === 1 ? one : several}`;
}

const rounds = (value: number) => count(value, "runde", "runder");

export const danishPage: PageTexts = {
  thisPage: "Denne side",
  you: "Dig",
  noDiscussion: "Diskussionen findes ikke længere.",
  nothingToExport: "Der er ikke noget at eksportere på denne adresse.",
  nothingHere: "Der er ikke noget på denne adresse.",
  sendExport: "Send en fil som moai har eksporteret som JSON.",
  requestTooLong: (size) => `Det er for langt: en besked må højst fylde ${size}. Forkort den.`,
  fileTooLong: (size) => `Det er for langt: en fil må højst fylde ${size}. Forkort den.`,
  broken: (ref) => `Noget gik galt (ref. ${ref}). Prøv igen; loggen ved mere.`,
  thisMachineOnly: "Denne side svarer kun på denne maskine, som localhost eller 127.0.0.1.",
  ownPageOnly: "Der tages kun imod forespørgsler fra moais egen side.",
  isPrivate: "Dette bord er privat. Åbn dets side, og skriv adgangskoden.",
  enterToken: "Dette bord er privat. Skriv adgangskoden.",
  notTheToken: "Det er ikke adgangskoden. Den står i WEB_TOKEN.",
  noSuchPlace:
    "Det sted findes ikke. Udelad ?place= i adressen, eller skriv telegram: og en chats id efter det.",
  tokenTooLong: "Det er for langt til at være adgangskoden.",
  token: "Adgangskode",
  open: "Åbn",
  welcome: "Velkommen.",
  telegramChat: (chat) => `Telegram-chat ${chat}`,
  telegramTopic: (chat, topic) => `Telegram-chat ${chat}, emne ${topic}`,

  connection: {
    lost: "Forbindelsen er afbrudt. Prøver igen…",
    unreachable:
      "moai kunne ikke nås. Din tekst er gemt: send den igen når moai kører; der bliver ikke spurgt to gange.",
  },
  header: {
    project: "Projekt:",
    chooseProject: "Vælg et projekt",
    discussions: "Diskussioner",
    shortcuts: "Genveje",
    anotherTable: (place) => `Et andet bord: ${place}`,
    demo: "Demostemmer efter manuskript",
  },
  start: {
    title: "Spørg flere på\u00A0én\u00A0gang.",
    lead: "moai sætter AI-modeller om samme runde bord. Du spørger, og hver af dem svarer for sig, side om side, før den har læst de andres svar. Alt hvad der bliver sagt, bliver gemt.",
    seats: "Ved bordet",
    tryOne: "Prøv et spørgsmål",
    samples: {
      services: "Bør et hold på fem begynde med en monolit eller med microservices?",
      home: "Er det klogest at leje eller at købe sin bolig?",
      machine: "Hvad skulle der til for at overbevise dig om at en maskine forstår?",
    },
    demoTitle: "Det her er demostemmer",
    demoLead:
      "De taler efter et manuskript, så du kan se dig omkring uden en konto. Vil du have rigtige modeller til bords, så genstart moai med en af disse:",
    key: "En nøgle",
    keyHint: "Sæt AI_API_KEY, til OpenRouter eller til det som AI_ROUTER nævner.",
    ollamaHint: "Start den med en model installeret; moai finder den selv.",
    telegramHint: "Sæt BOT_TOKEN og ALLOWED_USERS for at tale sammen i en chat.",
  },
  composer: {
    label: "Spørgsmål eller kommando",
    placeholder: "Spørg bordet, eller skriv / eller @",
    placeholderWhileRunning: "Sig noget til bordet",
    completions: "Forslag",
    asksAlone: (model) => `spørger kun ${model}`,
    askOne: "Spørg én",
    askAll: "Spørg alle",
    discuss: "Diskutér",
    round: "runde",
    rounds: "runder",
    send: "Send",
    sending: "Sender…",
    sayIt: "Sig det",
  },
  actions: {
    title: "Diskussionen",
    next: "Næste",
    stop: "Stop",
    consensus: "Konsensus",
    export: "Eksportér",
    markdown: "Markdown",
    html: "Webside",
    goToWriting: "Gå til det der bliver skrevet af",
    costs: (price) => `omkring ${price}`,
    takes: (roundsAhead, calls, tokens) =>
      `${count(roundsAhead, "runde", "runder")}: cirka ${number(calls)} kald, ${number(tokens)} tokens`,
  },
  progress: {
    askedAt: (time) => `spurgt kl. ${time}`,
    costOf: (cost, budget) => `${cost} af ${budget}`,
    reporting: "Referenten skriver rapporten",
    confirming: "Rapporten bliver bekræftet",
    onlyIsAsked: (model) => `Kun ${model} bliver spurgt`,
    onlyWasAsked: (model) => `Kun ${model} blev spurgt`,
    haveAnswered: (answers, seats) => `${answers} af ${seats} har svaret`,
    answered: (answers, seats) => `${answers} af ${seats} svarede`,
    bothAnswered: "Begge svarede",
    allAnswered: (seats) => `Alle ${seats} svarede`,
    nobodyAnswered: "Intet svar",
    speaks: (model) => `${model} taler`,
    speak: (models) => `${models} taler`,
    opening: "Åbning",
    round: (round, wanted) => `Runde ${round} af ${wanted}`,
    edit: "Redigér spørgsmålet",
  },
  rounds: {
    opening: "Åbning: hver for sig",
    round: (round) => `Runde ${round}`,
    earlier: "Vis hvad der er sagt før",
    earlierFailed: "Det kunne ikke hentes. Prøv igen.",
  },
  turn: {
    to: "til",
    answersDirectly: "svarer direkte",
    waiting: "venter",
    thinking: "tænker",
    writing: "skriver",
    passed: "meldte pas",
    failed: "mislykkedes",
    didNotSpeak: "sagde ikke noget",
    seconds: (seconds) => `${seconds} s`,
  },
  stance: {
    title: "Hvor den står",
    agrees: "er enig med",
    disagrees: "er uenig med",
    changed: "har skiftet mening",
    changedBecause: (why) => `har skiftet mening: ${why}`,
  },
  outcome: {
    title: "Hvordan det endte",
    continue: "Fortsæt",
    retry: "Spørg dem igen som ikke kunne svare",
  },
  report: {
    title: "Hvad bordet nåede frem til",
    isWritten: "Referenten skriver…",
    failed: "Rapporten kunne ikke skrives: ingen model gav en der kunne læses. Intet er gået tabt.",
    tryAgain: "Prøv igen",
    writtenBy: "Skrevet af",
    inPlaceOf: (model) => `i stedet for ${model}`,
    isOld: "Der er sagt mere siden. Konsensus laver den på ny.",
    recommendation: "Anbefaling",
    independent: "Enighed allerede i åbningen, hver for sig",
    afterDebate: "Enighed efter debat",
    weak: "Svagt bevis: de havde læst hinanden.",
    agreed: "Enighed",
    notAgreed: "Uenighed",
    nothing: "Referenten fandt hverken enighed eller uenighed.",
    changes: "Hvem der skiftede mening",
    change: (from, to) => `fra ”${from}” til ”${to}”`,
    changeBecause: (from, to, why) => `fra ”${from}” til ”${to}”, fordi ${why}`,
    minority: "Mindretallets holdninger",
    openQuestions: "Åbne spørgsmål",
    notHeard: (names) => `${names} (ikke hørt ved dette bord)`,
    alsoNamed: (names) => `også ${names}: det er der ingen her der hedder`,
    notFound: "De ord står ikke i beskeden.",
    showMessage: "Vis beskeden",
    showThatMessage: "Vis den besked",
    confirmedBy: "bekræftet af",
    confirmedByEach: "bekræftet af dem hver især",
    confirmedByOne: "bekræftet af den nævnte",
    notConfirmedBy: "ikke bekræftet af",
    deniedBy: (model) => `afvist af ${model}`,
    whoHoldsWhat: "Hvem der mener hvad",
    topic: "Emne",
    carried: "fra den forrige rapport",
    crux: (words) => `Stridens kerne: ${words}`,
    wouldSettle: (words) => `Det der kunne afgøre det: ${words}`,
    nobodyCalled: (name, position) => `${name} (det er der ingen her der hedder): ${position}`,
    notRecorded: "intet er noteret",
  },
  course: {
    title: "Enigheden gennem runderne",
    spoken: (course) => `Par der er enige. ${course}.`,
    spokenRound: (round, pairs) => `runde ${round}: ${pairs}`,
    pairs: (agreeing, all) => `${agreeing} af ${all}`,
    all: "alle",
    none: "ingen",
    round: "runde",
    caption:
      "Par hvor den ene efter eget udsagn var enig med den anden, efter hver runde. Ved den stiplede linje ender en diskussion i enighed.",
  },
  cards: {
    dismiss: "Luk",
    download: "Hent den igen",
    deleting: (project) => `${project} og dets diskussioner bliver slettet`,
    inSeconds: (seconds) => `om ${seconds} s`,
    closingKeeps: "Lukker du siden, bliver de bevaret.",
    undo: "Fortryd",
  },
  dialog: { close: "Luk vinduet" },
  projects: {
    title: "Projekter",
    lead: "Et projekt samler sine spørgsmål og sit hold.",
    newProject: "Nyt projekt",
    make: "Opret",
    name: "Navn",
    rename: "Omdøb",
    settings: "Indstillinger",
    save: "Gem",
    export: "Eksportér projektet",
    delete: "Slet projektet",
  },
  team: {
    title: "Hold",
    atHand: "Lige ved hånden",
    takeOut: (model) => `Tag ${model} ud`,
    notAvailable: "ikke tilgængelig",
    save: "Gem holdet",
    chooseOne: "Vælg mindst én model.",
    find: "Find flere modeller",
    placeholder: "En del af et navn, for eksempel qwen",
    listed: "Routerens modeller",
    tryAgain: "Prøv igen",
    isFetched: "Listen bliver hentet…",
    nothingFound: "Ingen model har alle disse ord i sit navn eller id.",
    found: (models, router) => `${count(models, "model", "modeller")} hos ${router}.`,
    foundMore: (models, router, shown) =>
      `${count(models, "model", "modeller")} hos ${router}, de første ${shown} bliver vist.`,
    perMillion: "Priserne er for en million tokens.",
    unreachable: "moai kunne ikke nås. Prøv igen.",
  },
  library: {
    title: "Diskussioner",
    search: "Søg i alt hvad der er spurgt om og sagt",
    failed: "Listen kunne ikke hentes. Prøv igen.",
    empty: "Her er der ikke spurgt om noget endnu.",
    nothingFound: "Der blev ikke fundet noget. Ord bliver fundet på deres begyndelse.",
    running: "kører",
    ended: "slut",
    tables: "Borde",
    import: "Importér en diskussion eller et projekt der er eksporteret som JSON",
  },
  shortcuts: {
    title: "Genveje",
    inTheBox: "I feltet",
    anywhere: "Overalt",
    ask: "Spørg alle, eller sig det til et bord der taler",
    discuss: "Diskutér i så mange runder som der er valgt",
    newLine: "Begynd en ny linje",
    command: "Begynd en kommando",
    askOne: "Spørg én ved navn",
    complete: "Tag det der er markeret på listen",
    again: "I et tomt felt: hent den seneste tekst frem",
    next: "Næste runde",
    stop: "Stop",
    consensus: "Konsensus",
    export: "Eksportér",
    projects: "Projekter",
    discussions: "Diskussioner",
    shortcuts: "Disse genveje",
    close: "Luk det der er åbent",
  },
  markdown: { code: "Kode", table: "Tabel" },
};

/**
 * One word for each thing: table bord, project projekt, team hold, participant deltager, person person, discussion
 * diskussion, opening åbning, round runde, message besked, question spørgsmål, answer svar, position holdning,
 * agreement enighed, disagreement uenighed, consensus konsensus, report rapport, secretary referent, ratify bekræfte,
 * place sted, seat plads, command kommando, setting indstilling, budget budget, cost pris, provider udbyder, key nøgle,
 * call kald, failed manglende, current aktuel, selected valgt, page side, file fil. People are addressed as "du"; no comma before a
 * subordinate clause, one after it.
 */
export const danish: Texts = {
  code: "da",
  name: "Dansk",
  format: formats,

  commands: {
    start: { form: "", summary: "fortæller hvad moai er" },
    open: {
      form: "<spørgsmål>",
      summary: "spørger hele holdet på én gang; ingen ser de andres svar",
    },
    discuss: {
      form: "[runder] [spørgsmål]",
      summary: "lader holdet diskutere; uden spørgsmål fortsætter den aktuelle diskussion",
    },
    ask: { form: "[model] [spørgsmål]", summary: "spørger én model; alene viser den hvem" },
    next: {
      form: "[ord]",
      summary: "føjer en runde til den aktuelle diskussion, med dine ord først",
    },
    say: { form: "<ord>", summary: "siger noget i den aktuelle diskussion" },
    stop: { form: "", summary: "stopper det der kører her, og beholder det der er sagt" },
    consensus: {
      form: "",
      summary: "opgør hvad der er enighed om, hvad der ikke er, og hvem der mener hvad",
    },
    export: {
      form: "[project] [md|json|html]",
      summary: "skriver den aktuelle diskussion eller hele projektet til en fil",
    },
    import: { form: "", summary: "læser en fil fra /export json ind igen; send den med" },
    continue: {
      form: "",
      summary: "fortsætter hvor den aktuelle diskussion blev stoppet eller sat på pause",
    },
    retry: {
      form: "[model]",
      summary: "spørger dem igen som ikke kunne svare i sidste runde, eller én af dem",
    },
    discussions: { form: "", summary: "viser diskussionerne i denne chat, de nyeste først" },
    resume: {
      form: "<id> [kommando]",
      summary: "gør en tidligere diskussion aktuel og kører en kommando dér",
    },
    status: { form: "", summary: "viser projekt, hold, router og den aktuelle diskussion" },
    projects: { form: "", summary: "viser projekterne i denne chat" },
    team: {
      form: "[claude, gpt] [+kimi] [-gpt]",
      summary: "viser det valgte projekts hold, som du kan ændre med et tryk",
    },
    "team find": {
      form: "[ord]",
      summary: "søger i routerens modeller, med priser, så du kan tilføje dem med et tryk",
    },
    settings: {
      form: "",
      summary: "viser det valgte projekts indstillinger, som du kan ændre med et tryk",
    },
    "project new": {
      form: '"Navn"',
      summary: "opretter et projekt med alle modeller og vælger det",
    },
    "project select": { form: "<navn eller id>", summary: "skifter til et projekt" },
    "project rename": {
      form: '"Nyt navn"',
      summary: "giver det valgte projekt et nyt navn",
    },
    "project models": {
      form: "claude, gpt, gemini",
      summary: "bestemmer hvem der er på det valgte projekts hold",
    },
    "project info": { form: "", summary: "viser det valgte projekt, dets hold og indstillinger" },
    "project set": {
      form: "<indstilling> <værdi>",
      summary: "ændrer en indstilling; alene viser den dem alle",
    },
    "project delete": {
      form: "<navn eller id>",
      summary: "sletter et projekt og dets diskussioner, men spørger først",
    },
    in: {
      form: "<projekt> <kommando>",
      summary: "skifter til et projekt og kører en kommando dér",
    },
    instead: { form: "<kommando>", summary: "stopper det der kører her, og kører en kommando" },
    language: { form: "[en]", summary: "viser de sprog moai taler, eller skifter til et af dem" },
    help: { form: "", summary: "viser kommandoerne" },
  },
  commandsOfProject: "opretter og ændrer projekter",

  buttons: {
    stop: "Stop",
    stopAndAsk: "Stop den og spørg",
    next: "Næste runde",
    nextWithWords: "Næste runde med det",
    continue: "Fortsæt",
    discuss: "Diskutér",
    consensus: "Konsensus",
    retry: "Spørg de manglende igen",
    tryAgain: "Prøv igen",
    askAll: "Spørg alle",
    askAgain: "Spørg igen",
    askOne: "Spørg én",
    export: "Eksportér",
    exportAs: (format) => `Som ${format}`,
    askExample: "Prøv et eksempel",
    projects: "Projekter",
    help: "Hjælp",
    makeInbox: (inbox) => `Opret ${inbox}`,
    inProject: (project) => `I ${project}`,
    delete: (project) => `Slet ${project}`,
    goToDiscussion: "Gå til den",
    addToGroup: "Føj mig til en gruppe",
    copyLink: "Kopiér et link til det",
    findModels: "Find flere modeller",
    backToTeam: "Tilbage til holdet",
    pageBefore: (page) => `◀ Side ${page}`,
    pageAfter: (page) => `Side ${page} ▶`,
    withPrice: (label, price) => `${label} (ca. ${price})`,
  },

  help: {
    title: "moai, Master of AIs",
    nothingWritten: "Skriv et spørgsmål, eller /help for at se mulighederne.",
    unknownCommand: (name) => `Kommandoen /${name} findes ikke. /help viser dem alle.`,
    saysTooLittle: (commands) => `Skriv lidt mere: ${commands}.`,
  },

  start: {
    introduction:
      "moai sætter flere AI-modeller om samme bord. Du spørger; de svarer side om side, læser hinanden og diskuterer.",
    atTheTable: (models) => `Ved bordet: ${models}.`,
    writeQuestion: "Skriv et spørgsmål, så spørger jeg hvem det er til.",
    discuss:
      "Med /discuss og et spørgsmål diskuterer de det igennem; /consensus fortæller hvad de nåede frem til.",
    oneAlone: (model) => `Skriv ${model}: foran dine ord for at tale til én alene.`,
    help: "/help viser alt.",
    example: "Er en hotdog en sandwich?",
  },

  language: {
    current: "moai taler dansk her. Modellerne svarer på det sprog du spørger på.",
    unknown: (word, codes) =>
      `moai taler ikke ”${word}”. Skriv /language og et af disse: ${codes}.`,
  },

  ask: {
    askedOne: (model) => `${model} er spurgt.`,
    askedSeveral: (models) => `${models} er spurgt.`,
    askedAll: (models) => `Spurgt: ${models}.`,
    whomAlone: "Hvem vil du spørge?",
    whomAbout: (question) => `Om ”${question}”: hvem vil du spørge?`,
    writeTo: (models) => `Skriv dit spørgsmål til ${models}.`,
    sayWhatToAll: "Skriv hvad du vil spørge om: /open Er P lig med NP?",
    whom: "Hvem skal jeg spørge?",
    where: "Der er ikke valgt noget projekt. Hvor skal jeg spørge?",
    unknownModel: (word, models) => `Ingen model hedder ”${word}”. Der er: ${models}.`,
    questionTooLong: (most, length) =>
      `Et spørgsmål må højst fylde ${number(most)} tegn, og dette fylder ${number(length)}. Forkort det.`,
    isRunning:
      "Der kører en diskussion her. Stop den for at stille dette spørgsmål, eller spørg igen når den er slut.",
  },

  discussion: {
    none: "Der er ingen diskussion her endnu. Begynd en med /discuss og et spørgsmål, eller tag en tidligere op med /discussions.",
    nothingToDiscuss:
      "Der er ikke noget at diskutere endnu. Stil et spørgsmål: /discuss Er P lig med NP?",
    notSoManyRounds: (most, word) =>
      `Antallet af runder er mellem 1 og ${most}, og du skrev ${word}. Skriv /discuss 3, eller /discuss 3 og et spørgsmål.`,
    atTheTable: (models) => `Ved bordet: ${models}.`,
    aloneAtTheTable: (model) =>
      `Ved bordet: ${model} helt alene, og den kan ikke være uenig med sig selv.`,
    firstAndThen: (value) => `De svarer først hver for sig og diskuterer så i ${rounds(value)}.`,
    roundsMore: (value) => `${rounds(value)} mere.`,
    takes: (estimate) => `Det bliver ${estimate}.`,
    oneMore: "En runde mere.",
    nextBegins: "Næste runde begynder.",
    goesOn: "Diskussionen fortsætter.",
    pausesAgain: (cost) => `Den holder pause igen efter ${cost} mere.`,
    isRunning: "Diskussionen kører allerede.",
    isAtItsEnd: "Diskussionen er ført til ende. /next føjer en runde til.",
    nobodyFailed: "Der manglede ingen i sidste runde.",
    retried: "De manglende bliver spurgt igen.",
    retriedOne: (model) => `${model} bliver spurgt igen.`,
    didNotFail: (model) => `${model} manglede ikke, eller er blevet spurgt igen siden.`,
    speaksInNextRound: (model) =>
      `Bordet er gået videre siden. ${model} bliver spurgt igen i næste runde.`,
    nextHears: "Den næste der taler, hører det.",
    keptForNext: "Det er gemt. Bordet hører det i næste runde.",
    saySomething: "Skriv hvad du vil sige: /say Husk tidevandet.",
    wordsTooLong: (most, length) =>
      `En besked til bordet må højst fylde ${number(most)} tegn, og denne fylder ${number(length)}. Forkort den.`,
    nothingRuns: "Der kører ikke noget her. /discussions viser hvad der har været.",
    sayWhatInstead: "Skriv hvad der skal ske: /instead /open Er P lig med NP?",
    keptOfOpening: (kept, seats) => `${kept} af ${seats} svar fra åbningen er gemt`,
    keptOfRound: (kept, seats, round) => `${kept} af ${seats} svar fra runde ${round} er gemt`,
    stopped: (kept) => `Stoppet. ${kept}.`,
    stoppedOf: (kept, all) => `Stoppet. ${kept}, ${all} i alt.`,
    current: (question) => `”${question}” er nu den aktuelle diskussion.`,
  },

  discussions: {
    none: "Der er ingen diskussion endnu. Begynd en med /discuss og et spørgsmål.",
    title: "▸ er den aktuelle. /resume tager en anden op.",
    line: (id, question, day, state) => `${id} ”${question}”, ${day}, ${state}`,
    running: "kører",
    ended: "slut",
    sayWhich: "Skriv hvilken: /resume og et id fra /discussions.",
    unknown: (id) => `Ingen diskussion begynder med ”${id}”. /discussions viser dem.`,
    several: (id) => `Flere diskussioner begynder med ”${id}”. Skriv mere af id'et.`,
  },

  models: {
    demo: "demostemmer (efter manuskript)",
    demoUntilKey:
      "demostemmer (efter manuskript). Sæt AI_API_KEY, eller start Ollama for at få rigtige",
    of: (router, models) => `${router} (${models})`,
    at: (router, host, models) => `${router} på ${host} (${models})`,
  },

  status: {
    project: (name, id) => `Projekt: ${name} (${id})`,
    noProject: "Projekt: intet valgt",
    team: (models) => `Hold: ${models}`,
    emptyTeam: "Hold: tomt",
    models: (line) => `Modeller: ${line}`,
    discussion: (id, question, state) => `Diskussion: ${id} ”${question}”, ${state}`,
    noDiscussion: "Diskussion: ingen",
    roundOf: (round, wanted) => `runde ${round} af ${wanted}`,
    messages: (value) => count(value, "besked", "beskeder"),
    answersCome: "Svarene kommer af sig selv.",
    askAll: "Spørg alle med /open og et spørgsmål, eller én med /ask og et navn.",
    makeProject: 'Opret et projekt med /project new "Navn", eller spørg én model med /ask.',
  },

  project: {
    noneYet: 'Der er ikke noget projekt endnu. Opret et med /project new "Navn".',
    noneSelected:
      'Der er ikke valgt noget projekt. /projects viser dine; /project new "Navn" opretter et.',
    unknown: (words, names) => `Intet projekt hedder ”${words}”. Dine: ${names}.`,
    several: (words, ids) => `Flere projekter begynder med ${words}: ${ids}. Skriv mere af id'et.`,
    needsName: 'Et projekt skal have et navn: /project new "Navn".',
    nameTooLong: (most, length) =>
      `Et projekts navn må højst fylde ${most} tegn, og dette fylder ${length}. Vælg et kortere.`,
    nameTaken: (name) =>
      `Her er allerede et projekt der hedder ${name}. /project select ${name} skifter til det.`,
    made: (name, models) =>
      `${name} er oprettet og valgt. På holdet: ${models}. Spørg dem alle med /open og dit spørgsmål.`,
    selected: (name, models) => `${name} er valgt. På holdet: ${models}.`,
    selectedEmpty: (name) => `${name} er valgt. På holdet: ingen modeller endnu.`,
    saySelect: "Skriv hvilket: /project select <navn eller id>.",
    renamed: (before, now) => `${before} hedder nu ${now}.`,
    sayDelete: "Skriv hvilket: /project delete <navn eller id>.",
    delete: (name, discussions) => {
      const its =
        discussions === 1 ? "dets ene diskussion" : `dets ${number(discussions)} diskussioner`;
      return `Slet ${name}${discussions === 0 ? "" : ` og ${its}`}? Det kan ikke fortrydes.`;
    },
    deleted: (name) => `${name} er slettet.`,
    info: (name, id) => `${name} (${id})`,
    infoTeam: (models) => `Hold: ${models}`,
    infoEmptyTeam: "Hold: tomt. Vælg et med /project models",
    infoSettings: (changed) => `Indstillinger: ${changed}. /project set viser dem alle.`,
    infoDefaults: "Indstillinger: uændrede. /project set viser dem alle.",
    infoDiscussions: (value) => `Diskussioner: ${number(value)}`,
    sayInAndWhat: "Skriv hvor og hvad: /in Inbox /open Er P lig med NP?",
    noneIsSelected: "Intet er valgt.",
    mark: "▸ er valgt.",
    line: (name, id, models) => `${name} (${id}): ${models}`,
    noModels: "ingen modeller",
  },

  team: {
    of: (project, models) => `Holdet i ${project}: ${models}.`,
    ofNobody: (project) => `Holdet i ${project}: ingen endnu.`,
    choose: (project, team, models, example) =>
      `Holdet i ${project} er ${team}. Vælg blandt ${models}: /project models ${example}.`,
    empty: "tomt",
    isEmpty: (project, models) =>
      `Holdet i ${project} er tomt. Vælg det med /project models ${models}.`,
    notAvailable: (models) => `Ikke tilgængelige nu: ${models}.`,
    atLeastOne: "Et hold har mindst én model. Vælg en anden før du tager den her ud.",
    tooLarge: (most, size) =>
      `Et hold har højst ${most} modeller, og det her ville få ${size}. Udelad nogle af dem.`,
    notHere: (word, problem) => `”${word}” er ikke blandt modellerne her. ${problem}`,
    searchMore: (problem, router) => `${problem} /team find søger blandt dem som ${router} har.`,
    onlyDemo:
      "Der er kun demostemmerne. Med en nøgle i AI_API_KEY eller en Ollama der kører, er der flere.",
    listed: (router, models) =>
      `${router} har ${count(models, "model", "modeller")}. Søg med /team find og en del af et navn, for eksempel /team find qwen.`,
    found: (words, router, models) =>
      `”${words}” hos ${router}: ${count(models, "model", "modeller")}.`,
    nothingFound: (words, router) =>
      `Ingen model hos ${router} har ”${words}” i sit navn eller id. Prøv med færre ord eller en del af et.`,
    perMillion: "Priserne er for en million tokens ind og ud.",
    context: (tokens) => `${tokens} tokens`,
    priceIn: (price) => `${price} ind`,
    priceOut: (price) => `${price} ud`,
    free: "gratis",
    listFetching: (router) =>
      `Listen fra ${router} er ved at blive hentet. Prøv igen om et øjeblik.`,
    listUnreachable: (router) =>
      `${router} kunne ikke nås, så listen over modeller mangler. Prøv igen om et øjeblik.`,
    listWrongKey: (router) =>
      `${router} godtog ikke AI_API_KEY og gav ingen liste over modeller. Den der driver moai, kan sætte en anden nøgle.`,
    listUnreadable: (router) =>
      `${router} svarede med noget der ikke er en liste over modeller. Modellerne i indstillingerne virker stadig.`,
  },

  settings: {
    title: (project) => `Indstillingerne i ${project}:`,
    quoted: (words) => `”${words}”`,
    line: (name, value, meaning) => `${name} ${value}: ${meaning}`,
    unknown: (word, names) => `Indstillingen ”${word}” findes ikke. Der er: ${names}.`,
    one: (name, value, meaning, form) => `${name} er ${value}: ${meaning}. Skriv ${form}.`,
    takes: (name, form, words) => `${name} skal være ${form}. Du skrev ”${words}”.`,
    changed: (name, value) => `${name} er nu ${value}.`,
    rounds: (value) => rounds(value),
    anonymous: "Anonymt",
    reportAtEnd: "Rapport til sidst",
    confirmReport: "Bekræft rapporten",
    allAtOnce: "Alle på én gang",
    of: {
      default_rounds: {
        meaning: "runder i en diskussion efter åbningen",
        form: "et helt tal fra 1 til 10, f.eks. 3",
      },
      consensus_threshold: {
        meaning: "den grad af enighed der afslutter en diskussion",
        form: "et tal fra 0 til 1, f.eks. 0,8",
      },
      system_prompt_override: {
        meaning: "din egen tone og dine egne retningslinjer til modellerne",
        form: "en tekst på op til 4.000 tegn, eller off",
      },
      secretary: {
        meaning: "den model der er referent og skriver rapporten",
        form: "en models korte navn, eller off for at overlade valget til moai",
      },
      anonymity: {
        meaning: "modellerne kender hinanden på pladsen, ikke på navnet",
        form: "on eller off",
      },
      round_order: {
        meaning: "én ad gangen eller alle på én gang",
        form: "sequential eller parallel",
      },
      auto_consensus: {
        meaning: "der følger en rapport efter hver diskussion der er ført til ende",
        form: "on eller off",
      },
      ratify: {
        meaning: "hver model bliver bedt om at bekræfte det rapporten siger om den",
        form: "on eller off",
      },
      budget_usd: {
        meaning: "hvad én diskussion må koste før den holder pause",
        form: "et beløb i amerikanske dollars, f.eks. 0,50, eller off",
      },
    },
  },

  estimate: {
    roughly: (calls, tokens) => `cirka ${count(calls, "kald", "kald")}, ${number(tokens)} tokens`,
    withPrice: (calls, tokens, price) =>
      `cirka ${count(calls, "kald", "kald")}, ${number(tokens)} tokens, omkring ${price}`,
  },

  outcomes: {
    answered: "svarede",
    passed: "havde ikke mere at tilføje",
    empty: "svaret var tomt",
    refused: "udbyderen afviste spørgsmålet",
    truncated: "svaret blev skåret af ved længdegrænsen",
    rate_limited: "der blev spurgt for ofte",
    timeout: "det tog for lang tid",
    auth: "nøglen blev ikke godkendt",
    no_credit: "der er ikke flere penge på kontoen",
    too_long: "diskussionen er længere end den kan læse",
    rejected: "udbyderen tog ikke imod forespørgslen",
    unavailable: "den er ikke blandt de modeller som indstillingerne giver nu",
    network: "udbyderen kunne ikke nås",
    stopped: "den blev stoppet",
  },
  failure: {
    passed: (model) => `${model} havde ikke mere at tilføje.`,
    brokeOff: (model, words) => `${model} blev afbrudt: ${words}.`,
    didNotAnswer: (model, words) => `${model} svarede ikke: ${words}.`,
  },

  stopReasons: {
    answered: "Alle har svaret",
    nobody_answered: "Ingen svarede",
    stopped: "Stoppet",
    budget: "På pause: det næste kald ville overskride budgettet",
    all_passed: "Slut: ingen havde mere at tilføje",
    consensus: "Endte i enighed",
    stable_disagreement: "Endte i vedvarende uenighed",
    round_limit: "Slut efter sidste runde",
  },
  outcomeLine: {
    running: "Kører",
    allHeard: (seats) => `Alle ${seats} blev hørt`,
    notAllHeard: (failures) => `Ikke alle blev hørt: ${failures}`,
    askedDirectly: (model, words) => `${model} spurgt direkte (${words})`,
    inOpening: (model, words) => `${model} i åbningen (${words})`,
    inRound: (model, round, words) => `${model} i runde ${round} (${words})`,
    rounds: (value) => rounds(value),
    tokens: (value) => `${number(value)} tokens`,
  },

  notice: {
    restarted: "moai blev genstartet. Diskussionen fortsætter af sig selv.",
  },

  report: {
    needsTwo:
      "En konsensus kræver mindst to der har sagt noget. Spørg først hele holdet med /open eller /discuss.",
    isWritten: (secretary) => `${secretary} skriver rapporten.`,
    isHere: "Her er konsensusrapporten.",
    failed:
      "Konsensusrapporten kunne ikke skrives: ingen model gav en der kunne læses. Intet er gået tabt; bed om den igen senere, eller vælg en anden referent med /project set secretary.",
    title: "Konsensus",
    independent: "Enighed, uafhængigt af hinanden i åbningen",
    afterDebate: "Enighed, efter at de havde læst hinanden",
    noAgreement: "Der blev ikke fundet nogen enighed.",
    disagreed: "Uenighed",
    changes: "Ændrede holdninger",
    change: (model, from, to) => `**${model}** gik fra ”${from}” til ”${to}”`,
    changeBecause: (model, from, to, because) =>
      `**${model}** gik fra ”${from}” til ”${to}” med begrundelsen: ${because}`,
    minority: "Mindretallets holdninger",
    recommendation: "Anbefaling",
    openQuestions: "Åbne spørgsmål",
    writtenBy: (secretary) => `Skrevet af ${secretary}.`,
    writtenInstead: (secretary, wanted) => `Skrevet af ${secretary}, fordi ${wanted} ikke kunne.`,
    notAtTable: (name) => `${name} (ikke ved dette bord)`,
    unattributed: "ingen nævnt",
    carried: "fra den forrige rapport; ingen har sagt noget om det siden",
    crux: (words) => `Stridens kerne: ${words}`,
    wouldSettle: (words) => `Det der kunne afgøre det: ${words}`,
    quote: (words, message) => `”${words}” (besked ${message})`,
    quoteNotFound: (words, message) => `”${words}” (ikke fundet i besked ${message})`,
    didNotConfirm: "bekræftede ikke",
    denies: "afviser det",
    deniesWith: (words) => `afviser det: ”${words}”`,
    topic: "Emne",
  },

  export: {
    nothingHere:
      "Der er ingen diskussion at eksportere her. Tag en op med /discussions, eller skriv /export project.",
    discussion: (format) => `Diskussionen som ${format}.`,
    discussionSoFar: (format) => `Diskussionen, så langt den er nået, som ${format}.`,
    project: (name, discussions, format) =>
      `${name} med ${discussions === 1 ? "dets ene diskussion" : `dets ${number(discussions)} diskussioner`} som ${format}.`,
    emptyProject: (name) =>
      `${name} har ingen diskussion endnu. Begynd en med /discuss og et spørgsmål.`,
    unknown: (word) =>
      `”${word}” kan ikke eksporteres. Skriv /export eller /export project, eventuelt med md, json eller html.`,
    isGone: "Der er ikke længere noget at eksportere.",
  },

  import: {
    noFile: "Der er ingen fil at importere. Send en fra /export json sammen med /import.",
    noName: "Projektet i filen har intet navn. Eksportér det igen.",
    tooLarge: "Filen er på over 20 MB, mere end der kan importeres. Eksportér mindre ad gangen.",
    noExport: "Filen er ikke en eksport fra moai. Send en fra /export json.",
    tooNew: (version, known) =>
      `Filen er af version ${version}, og denne moai læser til og med ${known}. Opdatér moai, og importér den så igen.`,
    damaged: (at, problem) =>
      `Filen er beskadiget eller ændret: ${at}: ${problem}. Eksportér den igen.`,
    noJson: "Filen er ikke JSON, eller kun en del af den er her. Send en fra /export json.",
    oneIntoNew: (question, project) => `”${question}” er importeret i ${project}, et nyt projekt.`,
    oneInto: (question, project) =>
      `”${question}” er importeret i ${project}, hvis hold og indstillinger er uændrede.`,
    severalIntoNew: (discussions, project) =>
      `${number(discussions)} diskussioner er importeret i ${project}, et nyt projekt.`,
    severalInto: (discussions, project) =>
      `${number(discussions)} diskussioner er importeret i ${project}, hvis hold og indstillinger er uændrede.`,
    otherStays: "Den diskussion der kører her, er stadig den aktuelle.",
  },

  document: {
    date: (days) => `Dato: ${days}`,
    fromTo: (first, last) => `${first} til ${last}`,
    models: (names) => `Modeller: ${names}`,
    discussions: (value) => `Diskussioner: ${number(value)}`,
    discussion: (index, question) => `Diskussion ${index}: ${question}`,
    question: "Spørgsmål",
    responses: "De første svar (åbning)",
    rounds: (value) => `Diskussion (${rounds(value)})`,
    opening: "Åbning:",
    round: (round) => `Runde ${round}:`,
    person: (name) => `${name} (person)`,
    personTo: (name, models) => `${name} (person) til ${models}`,
    askedDirectly: (model) => `${model} (spurgt direkte)`,
    agreesWith: (models) => `Er enig med ${models}.`,
    disagreesWith: (models) => `Er ikke enig med ${models}.`,
    changedView: "Har ændret holdning.",
    changedViewBecause: (words) => `Har ændret holdning: ${words}`,

    consensus: "Konsensus",
    agreements: "Enighed:",
    disagreements: "Uenighed:",
    none: "Ingen.",
    saidToAgree: (name) => `Skulle være enig, men sad ikke ved dette bord: ${name}`,
    topic: (words) => `**Emne:** ${words}`,
    crux: "Stridens kerne",
    wouldSettle: "Det der kunne afgøre det",
    carried: "Fra den forrige rapport; ingen har sagt noget om det siden.",
    changes: "Ændrede holdninger",
    because: "Begrundelse",
    after: (place) => `Efter ${place}`,
    minority: "Mindretallets holdninger",
    why: "Hvorfor",
    openQuestions: "Åbne spørgsmål",
    quote: (words, place) => `”${words}” (${place})`,
    quoteNotFound: (words, place) => `”${words}” (ikke fundet i det der blev sagt af ${place})`,
    message: (seq) => `besked ${seq}`,
    inOpening: (name) => `${name} i åbningen`,
    inRound: (name, round) => `${name} i runde ${round}`,
    nobodyNamed: "Ingen er nævnt for det.",
    independently: (models) => `${models}, uafhængigt af hinanden i åbningen`,
    afterDebate: (models) => `${models}, efter at de havde læst hinanden`,
    didNotConfirm: (model) => `${model} bekræftede det ikke.`,
    denies: (model) => `${model} afviser det.`,
    deniesWith: (model, words) => `${model} afviser det: ”${words}”`,
    reportBy: (secretary, day, tokens, cost) =>
      `Rapport af ${secretary}, ${day}: ${number(tokens)} tokens, ${cost}.`,
    reportInstead: (secretary, wanted, day, tokens, cost) =>
      `Rapport af ${secretary}, fordi ${wanted} ikke kunne, ${day}: ${number(tokens)} tokens, ${cost}.`,
    notConfirmed: "Ingen er blevet bedt om at bekræfte den.",
    moreWasSaid: "Der er sagt mere siden.",

    course: "Enigheden runde for runde",
    courseRound: "Runde",
    coursePairs: "Par der er enige",
    courseOf: (shares) => `Par af deltagere der er enige: ${shares}`,
    courseAt: (round, share) => `runde ${round} ${share}`,
    courseEnd: "her afslutter enighed",
    absent: "ikke nævnt",
    agreed: "er enig",
    denied: "afviser det",
    holds: (position) => `har holdning ${position}`,
    legend:
      "✓ er enig · ✗ nævnt, men afviser det · A, B … samme bogstav er samme holdning · – ikke nævnt",

    participants: "Deltagere",
    participant: "Deltager",
    seat: "Plads",
    answeredBy: "Besvaret af",
    answers: "Svar",
    passed: "Meldte pas",
    failed: "Manglede",
    tokens: "Tokens",
    cost: "Pris",
    costOf: (cost, budget) => `${cost} af ${budget}`,
    outcome: "Udfald",
    begun: "Begyndt",
    settings: "Indstillinger",
    setting: "Indstilling",
    value: "Værdi",
  },

  telegram: {
    description:
      "moai sætter flere AI-modeller om samme bord. Du spørger; de svarer side om side, læser hinanden, diskuterer og fortæller hvad de er enige om. Tryk på Start, og skriv så et spørgsmål.",
    shortDescription:
      "Flere AI-modeller om samme bord. Du spørger; de svarer, diskuterer og bliver enige – eller ikke.",
    introduction:
      "moai sætter flere AI-modeller om samme bord. /open og et spørgsmål går til dem alle, /discuss lader dem diskutere, og svarer du på et svar, taler du til den der gav det.",
    hearsAll:
      "Jeg svarer på kommandoer, på svar til mig og på ord der begynder med en models navn; resten er mellem jer.",
    hearsCommands: "Jeg ser kommandoer og svar til mig, og intet andet af det der bliver sagt her.",
    somebody: "Nogen",
    onThePage: "på siden:",
    replyWithIt: "Svar på denne besked med det.",
    textOnly:
      "Jeg læser kun tekst, så det her kan jeg hverken se eller høre. Skriv det med ord, eller send en tekstfil.",
    edited: "Du har ændret dine ord. Det der blev spurgt om, står ved magt; skal jeg spørge igen?",
    usedButton: "Knappen har gjort sit arbejde. Send kommandoen for at gøre det igen.",
    oldButton: "Knappen er fra en anden gang. Send kommandoen igen.",
    mayNotEnd: "Det kan kun den der spurgte, eller en administrator af gruppen.",
    fileTooLarge:
      "Filen er større end Telegram tager imod fra en bot. Eksportér den fra siden, eller skriv /export md.",
    documentTooLarge: (name) =>
      `${name} er større end Telegram giver til bots (20 MB). Send den del der betyder noget.`,
    documentNotFetched: (name) => `${name} kunne ikke hentes fra Telegram. Send den igen.`,
    documentNoText: (name) =>
      `Jeg læser kun tekst, og ${name} er noget andet. Send den som tekstfil, eller indsæt ordene.`,
    documentEmpty: (name) => `${name} er tom.`,
    documentTooLong: (name, length, most) =>
      `${name} fylder ${number(length)} tegn, og et spørgsmål må fylde ${number(most)}. Send den del der betyder noget.`,
    document: (name) => `Dokumentet ${name}:`,
    answerOfRound: (round) => `runde ${round}`,
    roundOf: (round, wanted) => `Runde ${round} af ${wanted}`,
    thinking: (model) => `${model} tænker`,
    writing: (model, words) => `${model}, ${number(words)} ord`,
    passed: (model) => `${model} meldte pas`,
    failed: (model, words) => `${model}: ${words}`,
  },

  broken: {
    unexpected: (ref) =>
      `Noget gik galt (ref. ${ref}). Send det igen; bliver det ved, så sig det til den der driver denne moai.`,
    notStored: (problem) => `Det kunne ikke gemmes. ${problem}`,
    database: {
      busy: "Et andet program skriver i databasen. Luk det program, og prøv så igen.",
      readOnly:
        "Databasen kan læses, men ikke skrives i. Giv moai skriveadgang til filen og mappen, eller lad serveren tage imod.",
      full: "Der er ikke mere plads på databasens disk. Skaf plads, og prøv så igen.",
      disk: "Databasens disk fejler når der læses eller skrives. Se efter disken og dens forbindelse.",
      damaged:
        "Databasen er beskadiget, eller filen er af en anden slags. Sæt en sikkerhedskopi i stedet, eller ret DATABASE_URL.",
      cannotOpen:
        "Databasen kan ikke åbnes. Se efter at stien er en fil i en mappe hvor moai må skrive.",
      away: "PostgreSQL svarer ikke. Se efter at serveren kører, og at DATABASE_URL nævner dens navn og port.",
      crowded:
        "PostgreSQL har ingen ledig forbindelse. Luk nogle af dem, eller sæt max_connections op.",
      login: "PostgreSQL afviser login. Se efter bruger og adgangskode i DATABASE_URL.",
      noDatabase:
        "PostgreSQL har ingen database med dette navn. Opret den, eller ret DATABASE_URL.",
      forbidden:
        "PostgreSQL tillader det ikke for brugeren i DATABASE_URL. Giv den ret til at oprette og ændre tabeller.",
    },
  },

  page: danishPage,
};
