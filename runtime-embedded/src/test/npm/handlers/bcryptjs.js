const bcrypt = require('bcryptjs');

exports.handler = async () => {
  const hash = await bcrypt.hash('green tea', 4);
  return [await bcrypt.compare('green tea', hash), await bcrypt.compare('black tea', hash), hash.length,
    bcrypt.compareSync('a', '$2a$04$5bkCk5bX3rWw5nhW3a1yUeTqkSAX3LrtTL5aX8uqm4wqlH0oZ8yGW')];
};
