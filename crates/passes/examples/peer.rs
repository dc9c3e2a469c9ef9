//! Our side of the differential drill (`drill/passes/second`): reads a case a line from standard input as JSON, does
//! what it asks for, and writes the outcome as JSON, bytes in hexadecimal. Numbers come from the other side, so that a
//! run can be repeated.

use std::io::{BufRead, Write};

use data_encoding::HEXLOWER;
use passes::blind::{self, Pending};
use passes::cookie::WeekKey;
use passes::{
    Batch, Epoch, PrivateKey, ReaderCode, SignedBatch, Token, TokenChallenge, TokenRequest, TokenResponse,
    Wallet, Week, batch, chance, text,
};
use serde_json::{Value, json};

type Outcome = Result<Value, Box<dyn std::error::Error>>;

/// What is kept from case to case.
struct Peer {
    key: Option<PrivateKey>,
    challenge: TokenChallenge,
    pending: Option<Pending>,
    pending_batch: Option<batch::Pending>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let challenge = TokenChallenge::plus("plus.kropka.example");
    let mut peer = Peer { key: None, challenge, pending: None, pending_batch: None };
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let case: Value = serde_json::from_str(&line?)?;
        let answer = peer.answer(&case).unwrap_or_else(|error| json!({ "error": error.to_string() }));
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

impl Peer {
    fn answer(&mut self, case: &Value) -> Outcome {
        match word(case, "op")? {
            "key" => self.take_key(PrivateKey::generate(&mut chance::from_seed(bytes(case, "seed")?))?),
            "load" => self.take_key(PrivateKey::from_pkcs8(&hex(case, "pkcs8")?)?),
            "challenge" => self.take_challenge(case),
            "draw" => self.draw(case),
            "finalize" => self.finalize(case),
            "sign" => self.sign(case),
            "verify" => self.verify(case),
            "batch" => self.batch(case),
            "sign-batch" => self.sign_batch(case),
            "finish" => self.finish(case),
            "code" => Ok(json!({ "text": ReaderCode::from_bytes(bytes(case, "bytes")?).to_string() })),
            "parse" => {
                let code = ReaderCode::parse(word(case, "text")?)?;
                Ok(
                    json!({ "bytes": HEXLOWER.encode(code.as_bytes()), "hash": HEXLOWER.encode(&code.keyed_hash(&bytes(case, "key")?)) }),
                )
            }
            "cookie" => cookie(case),
            other => Err(format!("no operation '{other}'").into()),
        }
    }

    fn key(&self) -> Result<&PrivateKey, &'static str> {
        self.key.as_ref().ok_or("no key yet")
    }

    fn take_key(&mut self, key: PrivateKey) -> Outcome {
        let (pkcs8, public) = (key.to_pkcs8(), key.public().clone());
        self.key = Some(key);
        Ok(
            json!({ "pkcs8": HEXLOWER.encode(&pkcs8), "spki": HEXLOWER.encode(public.spki()), "id": HEXLOWER.encode(&public.id().0) }),
        )
    }

    fn take_challenge(&mut self, case: &Value) -> Outcome {
        self.challenge = TokenChallenge::plus(word(case, "issuer")?);
        let digest = HEXLOWER.encode(&self.challenge.digest().0);
        Ok(json!({ "bytes": HEXLOWER.encode(&self.challenge.to_bytes()), "digest": digest }))
    }

    fn draw(&mut self, case: &Value) -> Outcome {
        let wallet = Wallet::from_entropy(bytes(case, "entropy")?);
        let index = case["index"].as_u64().ok_or("an index")? as u8;
        let public = self.key()?.public().clone();
        let secrets = wallet.secrets(word(case, "epoch")?.parse()?, public.id(), index);
        let (request, pending) = blind::blind(&public, self.challenge.digest(), &secrets)?;
        self.pending = Some(pending);
        Ok(json!({ "words": wallet.words().as_str(), "request": HEXLOWER.encode(&request.to_bytes()) }))
    }

    fn finalize(&mut self, case: &Value) -> Outcome {
        let response = TokenResponse::from_bytes(&hex(case, "response")?)?;
        let token =
            self.pending.as_ref().ok_or("nothing drawn")?.finalize(self.key()?.public(), &response)?;
        Ok(json!({ "token": HEXLOWER.encode(&token.to_bytes()), "text": text::write(&token) }))
    }

    fn sign(&mut self, case: &Value) -> Outcome {
        let request = TokenRequest::from_bytes(&hex(case, "request")?)?;
        let response =
            blind::blind_sign(self.key()?, &request, &mut chance::from_seed(bytes(case, "seed")?))?;
        Ok(json!({ "response": HEXLOWER.encode(&response.to_bytes()) }))
    }

    fn verify(&mut self, case: &Value) -> Outcome {
        let token = Token::from_bytes(&hex(case, "token")?)?;
        passes::verify(self.key()?.public(), self.challenge.digest(), &token)?;
        Ok(json!({ "valid": true }))
    }

    fn batch(&mut self, case: &Value) -> Outcome {
        let wallet = Wallet::from_words(word(case, "words")?)?;
        let public = self.key()?.public().clone();
        let epoch: Epoch = word(case, "epoch")?.parse()?;
        let (batch, pending) = batch::prepare(&wallet, epoch, &public, self.challenge.digest())?;
        self.pending_batch = Some(pending);
        Ok(json!({ "batch": HEXLOWER.encode(&batch.to_bytes()), "digest": HEXLOWER.encode(&batch.digest()) }))
    }

    fn sign_batch(&mut self, case: &Value) -> Outcome {
        let batch = Batch::from_bytes(&hex(case, "batch")?)?;
        let answer = batch::sign(self.key()?, &batch, &mut chance::from_seed(bytes(case, "seed")?))?;
        Ok(json!({ "answer": HEXLOWER.encode(&answer.to_bytes()) }))
    }

    fn finish(&mut self, case: &Value) -> Outcome {
        let answer = SignedBatch::from_bytes(&hex(case, "answer")?)?;
        let pending = self.pending_batch.as_ref().ok_or("no batch prepared")?;
        let tokens = pending.finish(self.key()?.public(), &answer)?;
        let tokens: Vec<String> = tokens.iter().map(|token| HEXLOWER.encode(&token.to_bytes())).collect();
        Ok(json!({ "tokens": tokens }))
    }
}

fn cookie(case: &Value) -> Outcome {
    let now = base::Time::parse_rfc3339(word(case, "now")?)?;
    let key = WeekKey::from_bytes(bytes(case, "key")?);
    let weeks = Week::open_at(now);
    let cookies: Vec<Value> = weeks
        .iter()
        .map(|week| json!([week.to_string(), key.cookie(*week), week.ends().to_string()]))
        .collect();
    Ok(json!({ "weeks": cookies }))
}

fn word<'a>(case: &'a Value, name: &str) -> Result<&'a str, String> {
    case[name].as_str().ok_or_else(|| format!("'{name}' is missing"))
}

fn hex(case: &Value, name: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    Ok(HEXLOWER.decode(word(case, name)?.as_bytes())?)
}

fn bytes<const N: usize>(case: &Value, name: &str) -> Result<[u8; N], Box<dyn std::error::Error>> {
    Ok(hex(case, name)?.try_into().map_err(|_| format!("'{name}' has another length than {N}"))?)
}
