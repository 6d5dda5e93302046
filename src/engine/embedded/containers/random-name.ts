/** Two words as the name of a container that was given none, as in Docker: an adjective and a pioneer of computing. */
const ADJECTIVES =
  "admiring agile amazing bold brave calm clever cool curious dazzling eager elegant epic festive focused friendly gallant gifted happy hopeful inspiring jolly keen kind lucid modest nifty patient peaceful quirky relaxed serene sharp stoic sweet thirsty upbeat vibrant vigilant wizardly youthful zealous zen".split(
    " ",
  );
const PIONEERS =
  "allen babbage bartik blackwell bohr booth cerf chandrasekhar clarke curie darwin diffie dijkstra einstein euler faraday franklin galileo gates goldberg hamilton haslett hellman hopper johnson kalam kepler knuth lamport liskov lovelace mccarthy meitner merkle mirzakhani nobel pasteur perlman ritchie shannon snyder tesla thompson torvalds turing villani wing wozniak".split(
    " ",
  );

/** `calm_lovelace`; with a digit at the end if the name is taken. */
export function randomName(isTaken: (name: string) => boolean, random: () => number = Math.random): string {
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? "";
  for (let attempt = 0; ; attempt++) {
    const name = `${pick(ADJECTIVES)}_${pick(PIONEERS)}${attempt > 5 ? attempt : ""}`;
    if (!isTaken(name)) return name;
  }
}
