export const greet = async (event, context) => ({
  greeting: `Good day, ${event.name}!`,
  version: context.functionVersion,
});
