/** What one bot takes on, so that neither a chat nor a workstation suffers from a stuck key. */
export interface Limits {
  readonly questionsPerMinute: {
    readonly person: number;
    readonly channel: number;
    /** Looks that really connect: a question that shares another one's look is free. */
    readonly workstation: number;
  };
  /** Over all questions and acts. */
  readonly connections: number;
}
