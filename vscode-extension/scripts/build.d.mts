export declare const bundles: Readonly<Record<string, object>>;
export declare function buildExtension(): Promise<ReadonlyMap<string, object>>;
