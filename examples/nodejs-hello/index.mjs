export const handler = async (event) => {
  console.log('greeting', event.name);
  return { greeting: `Hello, ${event.name}!` };
};
