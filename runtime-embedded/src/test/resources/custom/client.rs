// A custom runtime of Rust's standard library alone: answers each event with {"rust":<event>}, as a stream in two chunks
// if the event says "stream".
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

struct Api {
    host: String,
    connection: BufReader<TcpStream>,
}

impl Api {
    fn send(&mut self, head: String, body: &[u8]) -> std::io::Result<(u16, HashMap<String, String>, Vec<u8>)> {
        let stream = self.connection.get_mut();
        stream.write_all(head.as_bytes())?;
        stream.write_all(body)?;
        self.read()
    }

    fn read(&mut self) -> std::io::Result<(u16, HashMap<String, String>, Vec<u8>)> {
        let mut line = String::new();
        self.connection.read_line(&mut line)?;
        let status = line.split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = HashMap::new();
        loop {
            line.clear();
            self.connection.read_line(&mut line)?;
            match line.trim_end().split_once(": ") {
                Some((name, value)) => headers.insert(name.to_lowercase(), value.to_string()),
                None => break,
            };
        }
        let mut body = vec![0; headers["content-length"].parse().unwrap()];
        self.connection.read_exact(&mut body)?;
        Ok((status, headers, body))
    }
}

fn main() -> std::io::Result<()> {
    let host = std::env::var("AWS_LAMBDA_RUNTIME_API").unwrap();
    let connection = BufReader::new(TcpStream::connect(&host)?);
    let mut api = Api { host, connection };
    loop {
        let host = api.host.clone();
        let next = format!("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let (_, headers, event) = api.send(next, b"")?;
        let id = &headers["lambda-runtime-aws-request-id"];
        let answer = [b"{\"rust\":", event.as_slice(), b"}"].concat();
        let path = format!("POST /2018-06-01/runtime/invocation/{id}/response HTTP/1.1\r\nHost: {host}\r\n");
        let (status, _, _) = if String::from_utf8_lossy(&event).contains("stream") {
            let head = path
                + "Lambda-Runtime-Function-Response-Mode: streaming\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n";
            let (first, second) = answer.split_at(4);
            let mut body = Vec::new();
            for piece in [first, second] {
                write!(body, "{:x}\r\n", piece.len())?;
                body.extend_from_slice(piece);
                body.extend_from_slice(b"\r\n");
            }
            body.extend_from_slice(b"0\r\n\r\n");
            api.send(head, &body)?
        } else {
            api.send(format!("{path}Content-Length: {}\r\n\r\n", answer.len()), &answer)?
        };
        assert_eq!(status, 202);
    }
}
