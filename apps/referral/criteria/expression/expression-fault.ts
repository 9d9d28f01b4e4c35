type FaultCode = 'too-long' | 'too-deep' | 'too-large' | 'syntax' | 'unknown-name' | 'not-allowed' | 'type';

/** Why an expression is not taken, in words for the person who wrote it. */
export class ExpressionFault extends Error {
  constructor(
    readonly code: FaultCode,
    message: string,
  ) {
    super(message);
    this.name = 'ExpressionFault';
  }
}
